// Over 250 lines: every test starts from the same failed pipeline.
import { expect, test } from 'vitest';
import { gatherJobs } from '../../../../utils/context/gather/gatherJobs.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { NewestPipeline } from '../../../../utils/gitlab/graphql/entitiesOf.ts';
import type { PageReading } from '../../../../utils/gitlab/graphql/readPage.ts';
import { bare } from '../../fakes/bare.ts';
import {
  aBridge,
  aJob,
  aMergeRequest,
  aPipeline,
  aProject,
  mergeRequestPage,
} from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { cutText } from '../../../../utils/context/Cut.ts';
import { labelText } from '../../../../utils/context/Label.ts';

const HEAD = 'c'.repeat(40);
const failing: Partial<GitLab> = {
  mergeRequestPipelines: async () =>
    ok([aPipeline(40, { status: 'success' }), aPipeline(41, { status: 'failed', ref: 'feature' })]),
  failedJobs: async () => ok([aJob('failed', { name: 'unit', failure_reason: 'script_failure' })]),
  failedBridges: async () => ok([]),
  trace: async () => ok('section_start:1:step\r\u001b[0K\u001b[31mboom\u001b[0m\n'),
};

async function gathered(
  more: Partial<GitLab> = {},
  head: string | null = HEAD,
  reading: PageReading | null = null,
) {
  const gitLab = fakeGitLab({ ...failing, ...more });
  const source = { gitLab, page: mergeRequestPage, reading: Promise.resolve(reading) };
  const part = (await gatherJobs(source))(head, 5);
  return { part, texts: part.items.map(({ text }) => bare(text)), calls: gitLab.calls };
}

test('the newest pipeline, and its failed jobs with what their logs say', async () => {
  const { texts, calls } = await gathered();
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

test('a failure that several jobs have in common stands there once, and flaky jobs are named', async () => {
  const { part, texts } = await gathered({
    failedJobs: async () =>
      ok(['unit', 'lint', 'unit-again'].map((name, id) => aJob('failed', { id, name }))),
    trace: async (_, id) => ok(id === 1 ? 'Error: spaces' : `Error: no cart after ${id} ms`),
    pipelineJobs: async () =>
      ok([aJob('success', { name: 'lint' }), aJob('failed', { name: 'unit' })]),
  });
  expect(texts.slice(1)).toEqual([
    '=== Failed job: unit of stage test\nError: no cart after 0 ms',
    '=== Failed job: lint of stage test (it is flaky: another attempt of it has succeeded)\nError: spaces',
    '=== Failed job: unit-again of stage test\n(the same failure as in job unit)',
  ]);
  expect(part).not.toHaveProperty('flaky');
});

test('where all that failed is flaky, the part says so', async () => {
  const { part } = await gathered({
    pipelineJobs: async () => ok([aJob('success', { name: 'unit' })]),
  });
  expect(part.flaky).toEqual(['unit']);
});

const child = (id: number) => ({ id, project_id: 5, status: 'failed' });
test('what failed in child pipelines is told with where it stands', async () => {
  const { part, calls } = await gathered({
    failedJobs: async (_, id) => ok(id === 502 ? [aJob('failed', { name: 'unit' })] : []),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [aBridge('tests', { downstream_pipeline: child(501) })]
          : [aBridge('slow', { downstream_pipeline: child(502) })],
      ),
  });
  expect(part.items.map(({ text }) => bare(text))).toEqual([
    '=== Newest pipeline: 41 of feature: failed',
    '=== Failed job: unit of stage test, in the child pipeline of tests, in that of slow\n[section step]\nboom',
  ]);
  expect(calls).not.toContain('failedBridges 502');
});

test('of a child pipeline, what may fail comes last, and logs are read after those of the pipeline itself', async () => {
  const { part } = await gathered({
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
      ok(id === 41 ? [aBridge('tests', { downstream_pipeline: child(501) })] : []),
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

test('where not all fits, the pipeline goes last and the last job first', async () => {
  const jobs = [1, 2, 3].map((id) => aJob('failed', { id, name: `job${id}` }));
  const { part } = await gathered({
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

test('trigger jobs that did not fail, and those that cannot be listed, cost nothing else', async () => {
  const fine = await gathered({
    failedBridges: async () =>
      ok([aBridge('tests', { status: 'success', downstream_pipeline: child(501) })]),
  });
  expect(fine.calls).not.toContain('failedJobs 501');
  expect(fine.part.items).toHaveLength(2);
  const unknown = await gathered({ failedBridges: async () => fails('forbidden') });
  expect(unknown.part.items).toHaveLength(2);
});

test('of many child pipelines the first five are looked into', async () => {
  const { part, calls } = await gathered({
    failedJobs: async () => ok([]),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [1, 2, 3, 4, 5, 6].map((nth) =>
              aBridge(`tests${nth}`, { downstream_pipeline: child(500 + nth) }),
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
  const { texts, calls } = await gathered({}, HEAD, newest());
  expect(texts).toHaveLength(2);
  const asked = ['trace 900', 'pipelineJobs 41 {"retried":true}'];
  expect(calls).toEqual(asked);
  const below = await gathered({}, HEAD, newest({ failedBelow: true }));
  expect(below.calls).toEqual([...asked, 'failedBridges 41']);
  const none = await gathered({}, HEAD, { ...newest(), newestPipeline: null });
  expect(none.part.items).toEqual([]);
  expect(none.calls).toEqual([]);
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
  const { texts } = await gathered({
    failedJobs: async () => ok([]),
    failedBridges: async () => ok([aBridge('deploy', more)]),
  });
  expect(texts[1]).toBe(`=== Failed trigger job: deploy of stage test: ${why}`);
});

test('a trigger job that may fail says so, and where it stands', async () => {
  const { texts } = await gathered({
    failedJobs: async () => ok([]),
    failedBridges: async (_, id) =>
      ok(
        id === 41
          ? [aBridge('tests', { downstream_pipeline: child(501) })]
          : [aBridge('deploy', { allow_failure: true })],
      ),
  });
  expect(texts[1]).toBe(
    '=== Failed trigger job: deploy of stage test, in the child pipeline of tests (it is allowed to fail): no pipeline was made',
  );
});

test('a child pipeline that cannot be read is named', async () => {
  const { texts } = await gathered({
    failedJobs: async (_, id) => (id === 41 ? ok([]) : fails('forbidden')),
    failedBridges: async () =>
      ok([aBridge('tests', { downstream_pipeline: { id: 501, status: 'failed' } })]),
  });
  expect(texts[1]).toMatch(
    /^=== Failed trigger job: tests .* the jobs of its pipeline 501 could not be read$/,
  );
});

test('says when the pipeline is not of the newest commit', async () => {
  const { texts } = await gathered({}, 'd'.repeat(40));
  expect(texts[0]).toContain('(not of the newest commit)');
  const unknown = await gathered({}, null);
  expect(unknown.texts[0]).not.toContain('(not of the newest commit)');
});

test('a server that ignores the filter costs nothing but the reading', async () => {
  const { texts } = await gathered({
    failedJobs: async () => ok([aJob('success', { name: 'lint' }), aJob('failed')]),
  });
  expect(texts).toHaveLength(2);
});

test('a long log says how much is missing, and more of it where there is room', async () => {
  const log = `first\n${'noise\n'.repeat(5000)}last\n`;
  const { texts, part } = await gathered({ trace: async () => ok(log) });
  expect(texts[1]).toMatch(/\nfirst\n[^]*\n\[\d+ lines are left out here\]\n[^]*last$/);
  expect(texts[1]?.length).toBeLessThan(8_000);
  const [, job] = part.items;
  const more = job?.grow?.(20_000).text ?? '';
  expect(more.length).toBeGreaterThan(18_000);
  expect(more.length).toBeLessThanOrEqual(20_000);
  expect(job?.grow?.(900_000).text.length).toBeGreaterThan(30_000);
});

test('a key in a long log is masked also where the log is cut within it', async () => {
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq4v3T1gH9w8n5mX2l0K3J6y9PmQ8rT5uV1wX2yZ3aB4cD5\n'.repeat(200)}-----END RSA PRIVATE KEY-----\n`;
  const { texts } = await gathered({ trace: async () => ok(`first\n${key}last\n`) });
  expect(texts[1]).not.toContain('MIIEpAIBAAK');
  expect(texts[1]).toContain('[MASKED private-key]');
});

test('many failed jobs: four logs, jobs that may fail last, the others named', async () => {
  const jobs = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
    aJob('failed', { id: index, name, allow_failure: name === 'a' }),
  );
  const { part, calls } = await gathered({ failedJobs: async () => ok(jobs) });
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

test('a log that cannot be read costs that log', async () => {
  const { texts } = await gathered({ trace: async () => fails('rate_limited') });
  expect(texts[1]).toContain('(its log could not be read: rate_limited)');
});

test('an empty log says so', async () => {
  const { texts } = await gathered({ trace: async () => ok(' \n') });
  expect(texts[1]).toContain('(its log is empty)');
});

test.each(['skipped', 'created', 'manual', 'preparing', 'scheduled'])(
  'a pipeline that is %s has no failed jobs to ask for',
  async (status) => {
    const { part, calls } = await gathered({
      mergeRequestPipelines: async () => ok([aPipeline(41, { status })]),
    });
    expect(part.items).toHaveLength(1);
    expect(calls).toEqual(['mergeRequestPipelines 34']);
  },
);

test('no pipeline is nothing; one that cannot be read marks the part', async () => {
  expect((await gathered({ mergeRequestPipelines: async () => ok([]) })).part).toEqual({
    name: 'jobs',
    items: [],
    cut: [],
  });
  for (const unreadable of [
    { failedJobs: async () => fails('forbidden') },
    { mergeRequestPipelines: async () => fails('forbidden') },
  ])
    expect((await gathered(unreadable)).part).toEqual({
      name: 'jobs',
      items: [],
      cut: [],
      failure: { kind: 'forbidden' },
    });
});

test("a fork's pipeline is off: who reads this project may not be able to read that one's logs", async () => {
  const { part } = await gathered({
    mergeRequestPipelines: async () => ok([aPipeline(41, { project_id: 77, status: 'failed' })]),
  });
  expect(part.items.map(({ restricted }) => restricted)).toEqual([
    { id: 'pipeline:77/41/', visibility: 'other_project' },
    { id: 'pipeline:77/41/900', visibility: 'other_project' },
  ]);
});

test("a fork's trigger jobs are off each for itself, and no job of it is named", async () => {
  const jobs = [1, 2, 3, 4, 5].map((id) => aJob('failed', { id, name: `job${id}` }));
  const { part } = await gathered({
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

test('a job that failed so before and passed without a change of the code is told as that', async () => {
  const looked: unknown[] = [];
  const gitLab = fakeGitLab(failing);
  const part = (
    await gatherJobs({
      gitLab,
      page: mergeRequestPage,
      reading: Promise.resolve(null),
      failures: {
        look: async (...asked) => {
          looked.push(asked);
          return new Set(['unit']);
        },
      },
    })
  )(HEAD, 5);
  expect(bare(part.items[1]?.text ?? '')).toContain(
    '(it failed in the same way before, and passed there when it was tried again)',
  );
  expect(part.flaky).toEqual(['unit']);
  expect(looked).toMatchObject([[5, { id: 41 }, [{ job: 'unit' }], new Set()]]);
});
