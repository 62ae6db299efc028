import { vi } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { Run } from '../../../../utils/runs/Run.ts';
import { followGreen, type GreenTools } from '../../../../utils/runs/untilGreen/followGreen.ts';
import { greenTransition } from '../../../../utils/runs/untilGreen/greenTransition.ts';
import type { UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { after, aRun } from '../../fakes/aRun.ts';
import { aJob, aMergeRequest, aPipeline } from '../../fakes/entities.ts';
import { fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { aGreen, HEAD } from './aGreen.ts';

export const failedPipeline = aPipeline(60, { status: 'failed', sha: HEAD });
const usual: Partial<GitLab> = {
  mergeRequest: async () => ok(aMergeRequest({ sha: HEAD, state: 'opened' })),
  mergeRequestPipelines: async () => ok([failedPipeline]),
  failedJobs: async () => ok([aJob('failed', { failure_reason: 'script_failure' })]),
  failedBridges: async () => ok([]),
};

export interface Circumstances {
  answers?: Partial<GitLab>;
  /** Runs beside the one that is looked at. */
  others?: Run[];
  run?: Partial<Run>;
  /** What is answered to a further ask, and whether it is a run then: where nothing is said it was sent. */
  answer?: Awaited<ReturnType<GreenTools['ask']>>;
  sent?: boolean;
  /** The run is erased while it is looked at. */
  erased?: boolean;
}

/** One look at a run in that phase; what it came to, how often Claude was asked, and what was read. */
export async function lookOnce(green: Partial<UntilGreen>, circumstances: Circumstances = {}) {
  const { answers, others = [], answer = ok(null), erased } = circumstances;
  const { sent = 'ok' in answer && answer.ok } = circumstances;
  let run = aRun({
    id: 'first',
    state: 'finished',
    untilGreen: aGreen(green),
    ...circumstances.run,
  });
  const ask = vi.fn<GreenTools['ask']>(async () => {
    if (sent) others.push(aRun({ id: run.untilGreen?.next ?? '' }));
    return answer;
  });
  const gitLab = fakeGitLab({ ...usual, ...answers });
  await followGreen(run, {
    gitLab,
    now: () => after(10),
    find: async (id) => others.find((one) => one.id === id) ?? null,
    async tell(event) {
      if (erased) return null;
      if (run.untilGreen) run = { ...run, untilGreen: greenTransition(run.untilGreen, event) };
      return run;
    },
    ask,
  });
  return { green: run.untilGreen, asked: ask.mock.calls.length, read: gitLab.calls };
}
