import { expect, test, vi } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { Run } from '../../../../utils/runs/Run.ts';
import { followGreen, type GreenTools } from '../../../../utils/runs/untilGreen/followGreen.ts';
import { greenTransition } from '../../../../utils/runs/untilGreen/greenTransition.ts';
import type { UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { after, aRun } from '../../fakes/aRun.ts';
import { aJob, aMergeRequest, aPipeline } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { aGreen, HEAD } from './aGreen.ts';

const failedPipeline = aPipeline(60, { status: 'failed', sha: HEAD });
const usual: Partial<GitLab> = {
  mergeRequest: async () => ok(aMergeRequest({ sha: HEAD, state: 'opened' })),
  mergeRequestPipelines: async () => ok([failedPipeline]),
  failedJobs: async () => ok([aJob('failed', { failure_reason: 'script_failure' })]),
  failedBridges: async () => ok([]),
};

/** One look at a run in that phase, over these runs; what it came to, and how often Claude was asked. */
async function look(green: Partial<UntilGreen>, answers: Partial<GitLab> = {}, others: Run[] = []) {
  let run = aRun({ id: 'first', state: 'finished', untilGreen: aGreen(green) });
  const ask = vi.fn<GreenTools['ask']>(async () => {
    others.push(aRun({ id: run.untilGreen?.next ?? '' }));
    return ok(null);
  });
  await followGreen(run, {
    gitLab: fakeGitLab({ ...usual, ...answers }),
    now: () => after(10),
    find: async (id) => others.find((one) => one.id === id) ?? null,
    async tell(event) {
      if (run.untilGreen) run = { ...run, untilGreen: greenTransition(run.untilGreen, event) };
      return run;
    },
    ask,
  });
  return { green: run.untilGreen, asked: ask.mock.calls.length };
}

test('a red pipeline is asked about in the same look', async () => {
  const { green, asked } = await look({});
  expect(green).toMatchObject({ phase: 'fixing', pipeline: { id: 60 } });
  expect(asked).toBe(1);
});

test('an ask that went out before the worker ended is not sent again', async () => {
  const { green, asked } = await look({ phase: 'red', next: 'sent' }, {}, [aRun({ id: 'sent' })]);
  expect(green).toMatchObject({ phase: 'fixing', fixes: ['sent'] });
  expect(asked).toBe(0);
});

test('one that did not go out is sent under the id that was noted', async () => {
  const { green, asked } = await look({ phase: 'red', next: 'noted' });
  expect(green?.fixes).toEqual(['noted']);
  expect(asked).toBe(1);
});

test.each<[string, Partial<GitLab>]>([
  [
    'not_code',
    { failedJobs: async () => ok([aJob('failed', { failure_reason: 'runner_system_failure' })]) },
  ],
  ['no_jobs', { failedJobs: async () => ok([]) }],
  ['no_jobs', { failedJobs: async () => ok([aJob('failed', { allow_failure: true })]) }],
  ['token', { mergeRequest: async () => fails('token_refused') }],
  ['refused', { mergeRequestPipelines: async () => fails('forbidden') }],
])('it ends as %s, and nothing is asked', async (end, answers) => {
  expect(await look({}, answers)).toMatchObject({ green: { phase: 'ended', end }, asked: 0 });
});

test('a failure below a trigger job is asked about', async () => {
  const bridge = { id: 1, name: 'child', stage: 'test', status: 'failed', missing: [] };
  const answers = { failedJobs: async () => ok([]), failedBridges: async () => ok([bridge]) };
  expect((await look({}, answers)).asked).toBe(1);
});

test('trouble that goes over changes nothing', async () => {
  const { green, asked } = await look({}, { mergeRequest: async () => fails('network') });
  expect(green).toEqual(aGreen());
  expect(asked).toBe(0);
});

test('pipelines of other commits, and those before the push, do not count', async () => {
  const others = [
    aPipeline(49, { status: 'success', sha: HEAD }),
    aPipeline(70, { status: 'success', sha: 'another' }),
  ];
  const { green } = await look({}, { mergeRequestPipelines: async () => ok(others) });
  expect(green).toMatchObject({ phase: 'pushed', arrived: true });
  expect(green).not.toHaveProperty('pipeline');
});

test('a pipeline of merged results counts, whose commit is one of its own', async () => {
  const merged = aPipeline(61, {
    status: 'success',
    sha: 'merged',
    ref: 'refs/merge-requests/34/merge',
  });
  const { green } = await look({}, { mergeRequestPipelines: async () => ok([merged]) });
  expect(green).toMatchObject({ phase: 'ended', end: 'green' });
});
