import { expect, test } from 'vitest';
import { labelText } from '../../../../utils/context/Label.ts';
import { bare } from '../../fakes/bare.ts';
import { aBridge, aJob } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { aChild, gatheredJobs } from '../../fakes/gatheredJobs.ts';

test('what failed in child pipelines is told with where it stands', async () => {
  const { part, calls } = await gatheredJobs({
    failedJobs: async (_, id) => ok(id === 502 ? [aJob('failed', { name: 'unit' })] : []),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [aBridge('tests', { downstream_pipeline: aChild(501) })]
          : [aBridge('slow', { downstream_pipeline: aChild(502) })],
      ),
  });
  expect(part.items.map(({ text }) => bare(text))).toEqual([
    '=== Newest pipeline: 41 of feature: failed',
    '=== Failed job: unit of stage test, in the child pipeline of tests, in that of slow\n[section step]\nboom',
  ]);
  expect(calls).not.toContain('failedBridges 502');
});

test('of a child pipeline, what may fail comes last, and logs are read after those of the pipeline itself', async () => {
  const { part } = await gatheredJobs({
    failedJobs: async (_, id) =>
      ok(
        id === 41
          ? [aJob('failed', { id: 1, name: 'own' })]
          : [
              aJob('failed', { id: 2, name: 'may', allow_failure: true }),
              aJob('success', { id: 3, name: 'fine' }),
              aJob('failed', { id: 4, name: 'must' }),
            ],
      ),
    failedBridges: async (_, id) =>
      ok(id === 41 ? [aBridge('tests', { downstream_pipeline: aChild(501) })] : []),
    trace: async (_, id) => ok(`log ${id}`),
  });
  expect(
    part.items.map(({ label, text }) => [labelText(label), bare(text).split('\n').at(-1)]),
  ).toEqual([
    ['pipeline 41', '=== Newest pipeline: 41 of feature: failed'],
    ['job own', 'log 1'],
    ['job must', 'log 4'],
    ['job may', 'log 2'],
  ]);
  expect(part.items[3]?.text).toMatch(/tests \(it is allowed to fail\)$/m);
});

test('trigger jobs that did not fail, and those that cannot be listed, cost nothing else', async () => {
  const fine = await gatheredJobs({
    failedBridges: async () =>
      ok([aBridge('tests', { status: 'success', downstream_pipeline: aChild(501) })]),
  });
  expect(fine.calls).not.toContain('failedJobs 501');
  expect(fine.part.items).toHaveLength(2);
  const unknown = await gatheredJobs({ failedBridges: async () => fails('forbidden') });
  expect(unknown.part.items).toHaveLength(2);
});

test('of many child pipelines the first five are looked into', async () => {
  const { part, calls } = await gatheredJobs({
    failedJobs: async () => ok([]),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [1, 2, 3, 4, 5, 6].map((nth) =>
              aBridge(`tests${nth}`, { downstream_pipeline: aChild(500 + nth) }),
            )
          : [],
      ),
  });
  expect(calls).toContain('failedJobs 505');
  expect(calls).not.toContain('failedJobs 506');
  expect(part.items.map(({ text }) => bare(text)).slice(1)).toEqual([
    '=== Failed trigger job: tests6 of stage test: its pipeline 506 was not looked into',
  ]);
});

test.each([
  [
    'another project',
    { downstream_pipeline: { id: 7, project_id: 6, status: 'failed' } },
    'its pipeline 7 is one of another project',
  ],
  [
    'no pipeline',
    { downstream_pipeline: null, failure_reason: 'downstream_pipeline_creation_failed' },
    'downstream_pipeline_creation_failed',
  ],
  ['no pipeline and no reason', {}, 'no pipeline was made'],
])('a trigger job that failed with %s says so', async (_, more, why) => {
  const { texts } = await gatheredJobs({
    failedJobs: async () => ok([]),
    failedBridges: async () => ok([aBridge('deploy', more)]),
  });
  expect(texts[1]).toBe(`=== Failed trigger job: deploy of stage test: ${why}`);
});

test('a trigger job that may fail says so, and where it stands', async () => {
  const { texts } = await gatheredJobs({
    failedJobs: async () => ok([]),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [aBridge('tests', { downstream_pipeline: aChild(501) })]
          : [aBridge('deploy', { allow_failure: true })],
      ),
  });
  expect(texts[1]).toBe(
    '=== Failed trigger job: deploy of stage test, in the child pipeline of tests (it is allowed to fail): no pipeline was made',
  );
});

test('a child pipeline that cannot be read is named', async () => {
  const { texts } = await gatheredJobs({
    failedJobs: async (_, id) => (id === 41 ? ok([]) : fails('forbidden')),
    failedBridges: async () =>
      ok([aBridge('tests', { downstream_pipeline: { id: 501, status: 'failed' } })]),
  });
  expect(texts[1]).toMatch(
    /^=== Failed trigger job: tests .* the jobs of its pipeline 501 could not be read$/,
  );
});
