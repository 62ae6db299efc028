import { expect, test } from 'vitest';
import { gatherJobs } from '../../../utils/context/gatherJobs.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { bare } from '../fakes/bare.ts';
import { aBridge, aJob, aPipeline, mergeRequestPage } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const HEAD = 'c'.repeat(40);
const failing: Partial<GitLab> = {
  mergeRequestPipelines: async () =>
    ok([aPipeline(40, { status: 'success' }), aPipeline(41, { status: 'failed', ref: 'feature' })]),
  failedJobs: async () => ok([aJob('failed', { name: 'unit', failure_reason: 'script_failure' })]),
  failedBridges: async () => ok([]),
  trace: async () => ok('section_start:1:step\r\u001b[0K\u001b[31mboom\u001b[0m\n'),
};

async function gathered(more: Partial<GitLab> = {}, head = HEAD) {
  const gitLab = fakeGitLab({ ...failing, ...more });
  const source = { gitLab, page: mergeRequestPage, reading: Promise.resolve(null) };
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
    'failedBridges 41',
  ]);
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
])('a trigger job that failed with %s says so', async (_, more, why) => {
  const { texts } = await gathered({
    failedJobs: async () => ok([]),
    failedBridges: async () => ok([aBridge('deploy', more)]),
  });
  expect(texts[1]).toBe(`=== Failed trigger job: deploy of stage test: ${why}`);
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
  expect(part.cut).toEqual(['log of job a']);
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
  expect((await gathered({ failedJobs: async () => fails('forbidden') })).part.failure).toEqual({
    kind: 'forbidden',
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
