import { expect, test } from 'vitest';
import { cutText } from '../../../../utils/context/Cut.ts';
import { labelText } from '../../../../utils/context/Label.ts';
import type { NewestPipeline } from '../../../../utils/gitlab/graphql/entitiesOf.ts';
import type { PageReading } from '../../../../utils/gitlab/graphql/readPage.ts';
import { aBridge, aJob, aMergeRequest, aPipeline, aProject } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { gatheredJobs } from '../../fakes/gatheredJobs.ts';

test('the newest pipeline, and its failed jobs with what their logs say', async () => {
  const { texts, calls } = await gatheredJobs();
  expect(texts).toEqual([
    '=== Newest pipeline: 41 of feature: failed',
    '=== Failed job: unit of stage test, because of script_failure\n[section step]\nboom',
  ]);
  expect(calls).toEqual([
    'mergeRequestPipelines 34',
    'failedJobs 41',
    'trace 900',
    'pipelineJobs 41 {"retried":true}',
    'failedBridges 41',
  ]);
});

test('where not all fits, the pipeline goes last and the last job first', async () => {
  const jobs = [1, 2, 3].map((id) => aJob('failed', { id, name: `job${id}` }));
  const { part } = await gatheredJobs({
    failedJobs: async () => ok(jobs),
    failedBridges: async () => ok([aBridge('deploy')]),
  });
  const byWorth = part.items.toSorted((one, other) => other.worth - one.worth);
  expect(byWorth.map(({ label }) => labelText(label))).toEqual([
    'pipeline 41',
    'trigger job deploy',
    'job job1',
    'job job2',
    'job job3',
  ]);
});

const newest = (more: Partial<NewestPipeline> = {}): PageReading => ({
  user: null,
  version: null,
  project: aProject(),
  files: new Map(),
  runnerFiles: new Map(),
  newestPipelineId: 41,
  newestPipeline: {
    pipeline: aPipeline(41, { status: 'failed', ref: 'feature' }),
    jobs: [aJob('failed', { name: 'unit' })],
    failedBelow: false,
    ...more,
  },
  page: aMergeRequest(),
  discussions: Promise.resolve(ok({ discussions: [], cut: false })),
  commits: null,
});

test('what one question told is not asked for again: only logs, and child pipelines where one failed', async () => {
  const { texts, calls } = await gatheredJobs({}, { reading: newest() });
  expect(texts).toHaveLength(2);
  const asked = ['trace 900', 'pipelineJobs 41 {"retried":true}'];
  expect(calls).toEqual(asked);
  const below = await gatheredJobs({}, { reading: newest({ failedBelow: true }) });
  expect(below.calls).toEqual([...asked, 'failedBridges 41']);
  const none = await gatheredJobs({}, { reading: { ...newest(), newestPipeline: null } });
  expect(none.part.items).toEqual([]);
  expect(none.calls).toEqual([]);
});

test('says when the pipeline is not of the newest commit', async () => {
  const { texts } = await gatheredJobs({}, { head: 'd'.repeat(40) });
  expect(texts[0]).toContain('(not of the newest commit)');
  const unknown = await gatheredJobs({}, { head: null });
  expect(unknown.texts[0]).not.toContain('(not of the newest commit)');
});

test('a server that ignores the filter costs nothing but the reading', async () => {
  const { texts } = await gatheredJobs({
    failedJobs: async () => ok([aJob('success', { name: 'lint' }), aJob('failed')]),
  });
  expect(texts).toHaveLength(2);
});

test('many failed jobs: four logs, jobs that may fail last, the others named', async () => {
  const jobs = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
    aJob('failed', { id: index, name, allow_failure: name === 'a' }),
  );
  const { part, calls } = await gatheredJobs({ failedJobs: async () => ok(jobs) });
  expect(calls.filter((call) => call.startsWith('trace'))).toHaveLength(4);
  expect(part.cut.map(cutText)).toEqual(['log of job a']);
  expect(part.items.map(({ label }) => labelText(label))).toEqual([
    'pipeline 41',
    'job b',
    'job c',
    'job d',
    'job e',
  ]);
});

test.each(['skipped', 'created', 'manual', 'preparing', 'scheduled'])(
  'a pipeline that is %s has no failed jobs to ask for',
  async (status) => {
    const { part, calls } = await gatheredJobs({
      mergeRequestPipelines: async () => ok([aPipeline(41, { status })]),
    });
    expect(part.items).toHaveLength(1);
    expect(part.failing).toBe(false);
    expect(calls).toEqual(['mergeRequestPipelines 34']);
  },
);

test('no pipeline is nothing; one that cannot be read marks the part', async () => {
  expect((await gatheredJobs({ mergeRequestPipelines: async () => ok([]) })).part).toStrictEqual({
    name: 'jobs',
    items: [],
    cut: [],
  });
  for (const unreadable of [
    { failedJobs: async () => fails('forbidden') },
    { mergeRequestPipelines: async () => fails('forbidden') },
  ])
    expect((await gatheredJobs(unreadable)).part).toEqual({
      name: 'jobs',
      items: [],
      cut: [],
      failure: { kind: 'forbidden' },
    });
});

test("a fork's pipeline is off: who reads this project may not be able to read that one's logs", async () => {
  const { part } = await gatheredJobs({
    mergeRequestPipelines: async () => ok([aPipeline(41, { project_id: 77, status: 'failed' })]),
  });
  expect(part.items.map(({ restricted }) => restricted)).toEqual([
    { id: 'pipeline:77/41/', visibility: 'other_project' },
    { id: 'pipeline:77/41/900', visibility: 'other_project' },
  ]);
});

test("a fork's trigger jobs are off each for itself, and no job of it is named", async () => {
  const jobs = [1, 2, 3, 4, 5].map((id) => aJob('failed', { id, name: `job${id}` }));
  const { part } = await gatheredJobs({
    mergeRequestPipelines: async () => ok([aPipeline(41, { project_id: 77, status: 'failed' })]),
    failedBridges: async () => ok([aBridge('deploy')]),
    failedJobs: async () => ok(jobs),
  });
  expect(part.items.map(({ restricted }) => restricted?.id)).toEqual([
    'pipeline:77/41/',
    'pipeline:77/41/trigger job deploy',
    'pipeline:77/41/1',
    'pipeline:77/41/2',
    'pipeline:77/41/3',
    'pipeline:77/41/4',
  ]);
  expect(part.cut).toEqual([]);
});

test.each([
  ['failed', true],
  ['success', false],
  ['running', false],
])('a pipeline that is %s counts as failing: %s', async (status, failing) => {
  for (const project_id of [5, 77]) {
    const { part } = await gatheredJobs({
      mergeRequestPipelines: async () => ok([aPipeline(41, { project_id, status })]),
    });
    expect(part).toMatchObject({ name: 'jobs', failing });
  }
});

test('jobs that may fail come after the others, in the order in which GitLab lists them', async () => {
  const jobs = ['a', 'b', 'c', 'd'].map((name, id) =>
    aJob('failed', { id, name, allow_failure: name === 'a' || name === 'c' }),
  );
  const { part } = await gatheredJobs({ failedJobs: async () => ok(jobs) });
  expect(part.items.slice(1).map(({ label }) => labelText(label))).toEqual([
    'job b',
    'job d',
    'job a',
    'job c',
  ]);
});
