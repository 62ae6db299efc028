import { expect, test } from 'vitest';
import type { PipelineRef } from '../../../utils/page/PipelineRef.ts';
import { openMergeRequestOf } from '../../../utils/pipeline/openMergeRequestOf.ts';
import { aJob, aMergeRequest, aPipeline, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const PIPELINE: PipelineRef = {
  site: 'https://gitlab.com',
  projectPath: 'acme/webshop',
  kind: 'pipeline',
  id: 5,
};

function gitLabWith(ref: string, iids: readonly number[] = []) {
  return fakeGitLab({
    project: async () => ok(aProject()),
    job: async () => ok({ ...aJob('failed'), pipeline: { id: 5 } }),
    pipeline: async (_, id) => (id === 5 ? ok(aPipeline(5, { ref })) : fails('not_found')),
    mergeRequestsOfBranch: async (_, branch) =>
      ok(branch === 'feature/total' ? iids.map((iid) => ({ ...aMergeRequest(), iid })) : []),
  });
}
const iidOf = async (ref: string, iids?: readonly number[], asked: PipelineRef = PIPELINE) => {
  const found = await openMergeRequestOf(gitLabWith(ref, iids), asked);
  return found.ok ? (found.value?.iid ?? null) : found.failure.kind;
};

test.each(['head', 'merge', 'train'])(
  'a pipeline for a merge request names it: %s',
  async (end) => {
    expect(await iidOf(`refs/merge-requests/34/${end}`)).toBe(34);
  },
);

test('a pipeline of a branch belongs to the newest open merge request of it', async () => {
  expect(await iidOf('feature/total', [34, 41, 7])).toBe(41);
  expect(await iidOf('feature/total', [])).toBeNull();
  expect(await iidOf('main', [34])).toBeNull();
});

test('a job belongs where its pipeline does', async () => {
  expect(await iidOf('feature/total', [34], { ...PIPELINE, kind: 'job', id: 99 })).toBe(34);
});

test('what GitLab refuses is told', async () => {
  expect(await iidOf('feature/total', [34], { ...PIPELINE, id: 6 })).toBe('not_found');
});
