import { expect, test } from 'vitest';
import { readFlaky } from '../../../../utils/context/gather/readFlaky.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { aJob, aPipeline } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const failed = [aJob('failed', { id: 9, name: 'unit' })];

async function flaky(answers: Partial<GitLab>, jobs = failed) {
  const gitLab = fakeGitLab(answers);
  const names = [...(await readFlaky(gitLab, aPipeline(41, { status: 'failed' }), jobs))];
  return { names, calls: gitLab.calls };
}

test('a job that succeeded in another attempt of the same pipeline is flaky', async () => {
  const retried = aJob('success', { id: 8, name: 'unit' });
  const { names } = await flaky({
    pipelineJobs: async (_, id, options) => ok(options?.retried && id === 41 ? [retried] : []),
  });
  expect(names).toEqual(['unit']);
});

test('one that failed in each attempt is none', async () => {
  const { names } = await flaky({
    pipelineJobs: async () => ok([...failed, aJob('success', { id: 8, name: 'lint' })]),
  });
  expect(names).toEqual([]);
});

test('what cannot be read tells nothing, and where nothing failed nothing is asked', async () => {
  expect((await flaky({ pipelineJobs: async () => fails('forbidden') })).names).toEqual([]);
  expect((await flaky({}, [])).calls).toEqual([]);
});
