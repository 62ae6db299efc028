import { expect, test, vi } from 'vitest';
import type { FailureMemory } from '../../../../utils/context/FailureMemory.ts';
import { failureOfLog } from '../../../../utils/context/gather/failureOfLog.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { aBridge, aJob } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { aChild, gatheredJobs } from '../../fakes/gatheredJobs.ts';

const knowsUnit: FailureMemory['look'] = async () => new Set(['unit']);
const failedJobs = (...names: string[]) =>
  ok(names.map((name, id) => aJob('failed', { id, name })));
const unitBelow: Partial<GitLab> = {
  failedJobs: async () => failedJobs('unit'),
  failedBridges: async (_, id) =>
    ok(id === 41 ? [aBridge('tests', { downstream_pipeline: aChild(501) })] : []),
};
const unitSucceeded: Partial<GitLab> = {
  pipelineJobs: async () => ok([aJob('success', { name: 'unit' })]),
};

test('a failure that several jobs have in common stands there once, and flaky jobs are named', async () => {
  const { part, texts } = await gatheredJobs({
    failedJobs: async () => failedJobs('unit', 'lint', 'unit-again'),
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
  const { part } = await gatheredJobs(unitSucceeded);
  expect(part.flaky).toEqual(['unit']);
});

test('a job that failed so before and passed without a change of the code is told as that', async () => {
  const look = vi.fn<FailureMemory['look']>(knowsUnit);
  const { part, texts } = await gatheredJobs({}, { failures: { look } });
  expect(texts[1]).toContain(
    '(it failed in the same way before, and passed there when it was tried again)',
  );
  expect(part.flaky).toEqual(['unit']);
  expect(look.mock.calls).toMatchObject([[5, { id: 41 }, [{ job: 'unit' }], new Set()]]);
});

test('of three jobs that failed in the same way, both later ones name the first', async () => {
  const { texts } = await gatheredJobs({
    failedJobs: async () => failedJobs('a', 'b', 'c'),
    trace: async () => ok('Error: no cart'),
  });
  expect(texts.slice(1)).toEqual([
    '=== Failed job: a of stage test\nError: no cart',
    '=== Failed job: b of stage test\n(the same failure as in job a)',
    '=== Failed job: c of stage test\n(the same failure as in job a)',
  ]);
});

test('jobs whose logs hold no error, or cannot be read, are not taken for the same failure', async () => {
  for (const trace of [async () => ok('boom'), async () => fails('rate_limited')]) {
    const { texts } = await gatheredJobs({ failedJobs: async () => failedJobs('a', 'b'), trace });
    expect(texts.join('\n')).not.toContain('the same failure');
  }
});

test('a job of a child pipeline is not flaky because one of the same name above it is', async () => {
  const { part, texts } = await gatheredJobs({ ...unitBelow, ...unitSucceeded });
  expect(texts[1]).toContain('(it is flaky');
  expect(texts[2]).toContain('in the child pipeline of tests');
  expect(texts[2]).not.toContain('(it is flaky');
  expect(part).not.toHaveProperty('flaky');
});

test('a failed trigger job beside flaky jobs, and a pipeline without failed jobs, are no flaky pipeline', async () => {
  const beside = await gatheredJobs({
    ...unitSucceeded,
    failedBridges: async () => ok([aBridge('deploy')]),
  });
  expect(beside.part).not.toHaveProperty('flaky');
  const none = await gatheredJobs({ failedJobs: async () => ok([]) });
  expect(none.part).not.toHaveProperty('flaky');
});

test('the pipeline’s own jobs alone are looked up in what is known of earlier failures, by what their logs say', async () => {
  const look = vi.fn<FailureMemory['look']>(knowsUnit);
  const log = 'Error: no cart after 7 ms';
  const { texts } = await gatheredJobs(
    { ...unitBelow, trace: async () => ok(log) },
    { failures: { look } },
  );
  expect(look.mock.calls[0]?.[2]).toEqual([{ job: 'unit', failure: failureOfLog(log) }]);
  expect(texts[1]).toContain('(it failed in the same way before');
  expect(texts[2]).not.toContain('(it failed in the same way before');
});

test('a flaky job that failed so before, too, is told as flaky alone', async () => {
  const { texts } = await gatheredJobs(unitSucceeded, { failures: { look: knowsUnit } });
  expect(texts[1]).toContain('(it is flaky');
  expect(texts[1]).not.toContain('(it failed in the same way before');
});
