import { expect, test } from 'vitest';
import { readFlaky } from '../../../../utils/context/gather/readFlaky.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { aJob, aPipeline, mergeRequestPage } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const SHA = 'c'.repeat(40);
const pipeline = aPipeline(41, { status: 'failed', sha: SHA });
const failed = [aJob('failed', { id: 9, name: 'unit' })];

async function flaky(answers: Partial<GitLab>, jobs = failed) {
  const gitLab = fakeGitLab(answers);
  const source = { gitLab, page: mergeRequestPage, reading: Promise.resolve(null) };
  return { names: [...(await readFlaky(source, pipeline, jobs))], calls: gitLab.calls };
}

test('a job that succeeded in another attempt of the same pipeline is flaky', async () => {
  const retried = aJob('success', { id: 8, name: 'unit' });
  const { names } = await flaky({
    pipelineJobs: async (_, id, options) => ok(options?.retried && id === 41 ? [retried] : []),
  });
  expect(names).toEqual(['unit']);
});

test('so is one that succeeded in another pipeline of the same commit', async () => {
  const { names } = await flaky({
    mergeRequestPipelines: async () => ok([pipeline, aPipeline(40, { sha: SHA })]),
    pipelineJobs: async (_, id) => ok(id === 40 ? [aJob('success', { name: 'unit' })] : failed),
  });
  expect(names).toEqual(['unit']);
});

test('one that failed whenever it ran, or succeeded on another commit, is none', async () => {
  const { names } = await flaky({
    mergeRequestPipelines: async () => ok([pipeline, aPipeline(40, { sha: 'another' })]),
    pipelineJobs: async (_, id) => ok(id === 40 ? [aJob('success', { name: 'unit' })] : failed),
  });
  expect(names).toEqual([]);
});

test('what cannot be read tells nothing, and where nothing failed nothing is asked', async () => {
  expect((await flaky({ pipelineJobs: async () => fails('forbidden') })).names).toEqual([]);
  expect((await flaky({}, [])).calls).toEqual([]);
});
