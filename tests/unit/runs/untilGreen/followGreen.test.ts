import { expect, test, vi } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { aJob, aMergeRequest, aPipeline } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { aGreen, HEAD } from './aGreen.ts';
import { failedPipeline, lookOnce } from './lookOnce.ts';

test('a red pipeline is asked about in the same look', async () => {
  const { green, asked } = await lookOnce({});
  expect(green).toMatchObject({ phase: 'fixing', pipeline: { id: 60 } });
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
  ['closed', { mergeRequest: async () => ok(aMergeRequest({ sha: HEAD, state: 'merged' })) }],
])('it ends as %s, and nothing is asked', async (end, answers) => {
  expect(await lookOnce({}, { answers })).toMatchObject({
    green: { phase: 'ended', end },
    asked: 0,
  });
});

test('a failure below a trigger job is asked about', async () => {
  const bridge = { id: 1, name: 'child', stage: 'test', status: 'failed', missing: [] };
  const answers = { failedJobs: async () => ok([]), failedBridges: async () => ok([bridge]) };
  expect((await lookOnce({}, { answers })).asked).toBe(1);
});

test.each([
  ['by an exit code', ['script_failure']],
  ['by running too long', ['job_execution_timeout']],
  ['for a reason that is new to us', ['a_new_word']],
  ['by its script, among others that lacked a runner', ['no_matching_runner', 'script_failure']],
])('a job that failed %s is asked about', async (_, reasons) => {
  const jobs = reasons.map((reason) => aJob('failed', { failure_reason: reason }));
  expect((await lookOnce({}, { answers: { failedJobs: async () => ok(jobs) } })).asked).toBe(1);
});

test('a red pipeline is asked about, too, where its failed jobs cannot be read', async () => {
  const { asked } = await lookOnce({}, { answers: { failedJobs: async () => fails('forbidden') } });
  expect(asked).toBe(1);
});

test.each([
  ['its own project, which may be a fork', 9, 9],
  ['the project of the merge request where GitLab names none', 0, 5],
])('the failed jobs of a pipeline are read in %s', async (_, named, expected) => {
  const pipeline = { ...failedPipeline, project_id: named };
  const failedJobs = vi.fn<GitLab['failedJobs']>(async () => ok([]));
  const mergeRequestPipelines = async () => ok([pipeline]);
  await lookOnce({}, { answers: { mergeRequestPipelines, failedJobs } });
  expect(failedJobs).toHaveBeenCalledExactlyOnceWith(expected, 60);
});

test.each(['network', 'not_json', 'rate_limited'] as const)(
  'trouble that goes over changes nothing: %s',
  async (kind) => {
    const { green, asked } = await lookOnce(
      {},
      { answers: { mergeRequest: async () => fails(kind) } },
    );
    expect(green).toEqual(aGreen());
    expect(asked).toBe(0);
  },
);

test('pipelines of other commits, that of the ask itself and older ones do not count', async () => {
  const others = [
    aPipeline(49, { status: 'success', sha: HEAD }),
    aPipeline(50, { status: 'success', sha: HEAD }),
    aPipeline(70, { status: 'success', sha: 'another' }),
  ];
  const { green } = await lookOnce(
    {},
    { answers: { mergeRequestPipelines: async () => ok(others) } },
  );
  expect(green).toMatchObject({ phase: 'pushed', arrived: true });
  expect(green).not.toHaveProperty('pipeline');
});

test('a pipeline of merged results counts, whose commit is one of its own', async () => {
  const merged = aPipeline(61, {
    status: 'success',
    sha: 'merged',
    ref: 'refs/merge-requests/34/merge',
  });
  const { green } = await lookOnce(
    {},
    { answers: { mergeRequestPipelines: async () => ok([merged]) } },
  );
  expect(green).toMatchObject({ phase: 'ended', end: 'green' });
});

test.each([
  ['first', [62, 61, 60]],
  ['last', [60, 61, 62]],
])('of several pipelines the newest counts, listed %s', async (_, ids) => {
  const pipelines = ids.map((id) =>
    aPipeline(id, { status: id === 62 ? 'running' : 'failed', sha: HEAD }),
  );
  const { green, asked } = await lookOnce(
    {},
    { answers: { mergeRequestPipelines: async () => ok(pipelines) } },
  );
  expect(green).toMatchObject({ phase: 'pushed', pipeline: { id: 62 } });
  expect(asked).toBe(0);
});

test('a red pipeline that was deleted is not asked about', async () => {
  const { asked } = await lookOnce(
    { phase: 'red', next: 'noted' },
    { answers: { mergeRequestPipelines: async () => ok([]) } },
  );
  expect(asked).toBe(0);
});
