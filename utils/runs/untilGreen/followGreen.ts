import type { Job, Pipeline } from '../../gitlab/entities.ts';
import type { Failure, FailureKind, Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { causeOf } from '../../outcome/Cause.ts';
import { askedProjectId, isFinal, type Run } from '../Run.ts';
import type { GreenEvent } from './greenTransition.ts';
import type { GreenEnd, UntilGreen } from './UntilGreen.ts';

/** What it needs: GitLab, the time, the runs, and a way to ask again. */
export interface GreenTools {
  gitLab: GitLab;
  now(): string;
  find(id: string): Promise<Run | null>;
  /** Gives the run as it then is. */
  tell(event: GreenEvent): Promise<Run | null>;
  /** Sends the further ask `next`, as long as it is still wanted; why not, where it may not be. */
  ask(green: UntilGreen): Promise<Result<null> | { end: GreenEnd }>;
}

/** What goes over by itself. */
const PASSING: ReadonlySet<FailureKind> = new Set(['network', 'not_json', 'rate_limited']);

/** What a failure means for going on; null where it may go over. */
export function endOf({ kind, reason }: Failure): Extract<GreenEvent, { type: 'ended' }> | null {
  if (PASSING.has(kind)) return null;
  if (kind === 'token_refused') return { type: 'ended', end: 'token' };
  if (reason === 'policy') return { type: 'ended', end: 'policy' };
  return { type: 'ended', end: 'refused', failure: kind };
}

async function stopFor(failure: Failure, { tell }: GreenTools): Promise<null> {
  const event = endOf(failure);
  if (event) await tell(event);
  return null;
}

/** The newest pipeline of Claude's commits; one of merged results has a commit of its own. */
function pipelineOf(pipelines: readonly Pipeline[], { commits, after, iid }: UntilGreen) {
  const merged = `refs/merge-requests/${iid}/merge`;
  return pipelines
    .filter(({ id, sha, ref }) => id > after && (commits.includes(sha) || ref === merged))
    .toSorted((one, other) => other.id - one.id)[0];
}

/** Whether a job failed by something that no change of the code mends. */
function isNotCode({ failure_reason: reason }: Job): boolean {
  return !['script', 'other', 'timeout'].includes(causeOf(reason, []));
}

/** Why a failed pipeline is no reason to ask; null where it is one. */
async function noReason(gitLab: GitLab, projectId: number, id: number): Promise<GreenEnd | null> {
  const failed = await gitLab.failedJobs(projectId, id);
  if (!failed.ok) return null;
  const jobs = failed.value.filter(({ allow_failure: mayFail }) => mayFail !== true);
  if (jobs.length > 0) return jobs.every(isNotCode) ? 'not_code' : null;
  const bridges = await gitLab.failedBridges(projectId, id);
  return bridges.ok && bridges.value.length === 0 ? 'no_jobs' : null;
}

/** Looks at merge request and pipeline; gives the state after it, and null where nothing is to be done. */
async function look(run: Run, green: UntilGreen, tools: GreenTools): Promise<UntilGreen | null> {
  const { gitLab, now, tell } = tools;
  const { iid = 0 } = green;
  const projectId = askedProjectId(run);
  const [page, listed] = await Promise.all([
    gitLab.mergeRequest(projectId, iid),
    gitLab.mergeRequestPipelines(projectId, iid),
  ]);
  if (!page.ok) return stopFor(page.failure, tools);
  if (!listed.ok) return stopFor(listed.failure, tools);
  const { state, sha } = page.value;
  const pipeline = pipelineOf(listed.value, green) ?? null;
  const seen = { opened: state === 'opened', head: sha, pipeline, at: now() };
  const after = await tell({ type: 'seen', ...seen, id: crypto.randomUUID() });
  const next = after?.untilGreen;
  if (next?.phase !== 'red' || !pipeline) return null;
  const end = await noReason(gitLab, pipeline.project_id || projectId, pipeline.id);
  if (end === null) return next;
  await tell({ type: 'ended', end });
  return null;
}

/** Whether the further ask stands among the runs. */
async function isSent({ next }: UntilGreen, { find }: GreenTools): Promise<boolean> {
  return next !== undefined && (await find(next)) !== null;
}

async function askAgain(green: UntilGreen, tools: GreenTools): Promise<void> {
  const { tell, ask } = tools;
  const answer = await ask(green);
  // Also where the answer was lost.
  if (await isSent(green, tools)) await tell({ type: 'asked' });
  else if ('end' in answer) await tell({ type: 'ended', end: answer.end });
  else if (!answer.ok) await stopFor(answer.failure, tools);
}

/** One look at a run that goes on until its pipeline is green: a further ask at most. */
export async function followGreen(run: Run, tools: GreenTools): Promise<void> {
  const { now, tell, find } = tools;
  let green = run.untilGreen;
  if (!green) return;
  // The worker may have ended between the POST and the note of it.
  if (await isSent(green, tools)) green = (await tell({ type: 'asked' }))?.untilGreen;
  if (green?.phase === 'asked' || green?.phase === 'fixing') {
    const asks = await Promise.all(green.fixes.map(find));
    const last = asks.length === 0 ? run : asks.at(-1);
    if (!last) return void (await tell({ type: 'ended', end: 'stopped' }));
    if (!isFinal(last.state)) return;
    const spentUsd = [run, ...asks].reduce((sum, one) => sum + (one?.outcome?.costUsd ?? 0), 0);
    green = (await tell({ type: 'runEnded', run: last, spentUsd, at: now() }))?.untilGreen;
  }
  if (green?.phase !== 'pushed' && green?.phase !== 'red') return;
  const red = await look(run, green, tools);
  if (red) await askAgain(red, tools);
}
