import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../utils/gitlab/GitLab.ts';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';

/** The other side of the contract: what GitLab gives whole, we read whole, by no other way than GitLab's. */

let sandbox: Sandbox;
let gitLab: GitLab;

beforeAll(async () => {
  sandbox = await startSandbox({
    anthropicUrl: 'http://127.0.0.1:9',
    scale: { threads: 130, files: 120, bytes: 60_000 },
  });
  gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.mia });
  const createdAt = new Date().toISOString();
  sandbox.state.issueLinks.push({
    id: 81,
    source: { projectId: 5, iid: 14 },
    target: { projectId: 5, iid: 12 },
    type: 'blocks',
    createdAt,
  });
});
afterAll(() => sandbox.stop());

function items(answer: Result<unknown[]>): unknown[] {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

test.each<[string, (gitLab: GitLab) => Promise<Result<unknown[]>>, number]>([
  ['discussions', (api) => api.discussions(5, 'merge_request', 500), 130],
  ['diffs', (api) => api.diffs(5, 500), 120],
  ['commits', (api) => api.commits(5, 500), 1],
  ['issues that it closes', (api) => api.closesIssues(5, 500), 1],
  ['its pipelines', (api) => api.mergeRequestPipelines(5, 500), 1],
  ['merge requests that close an issue', (api) => api.closedBy(5, 12), 1],
  ['merge requests that name an issue', (api) => api.relatedMergeRequests(5, 12), 1],
  ['linked issues', (api) => api.issueLinks(5, 12), 1],
])('%s are read whole, and no field is missing', async (_, read, count) => {
  const found = items(await read(gitLab));
  expect(found).toHaveLength(count);
  expect(found.filter((one) => 'missing' in Object(one))).toEqual([]);
});

test('a link says which way it goes', async () => {
  const [link] = items(await gitLab.issueLinks(5, 12));
  expect(link).toMatchObject({ iid: 14, link_type: 'is_blocked_by' });
});

test('of the jobs those that failed come, with their logs', async () => {
  const [pipeline] = items(await gitLab.mergeRequestPipelines(5, 500));
  const { id } = pipeline as { id: number };
  const jobs = await gitLab.failedJobs(5, id);
  expect(items(jobs)).toMatchObject([{ name: 'lint' }, { name: 'unit' }]);
  expect(await gitLab.trace(5, jobs.ok ? (jobs.value[1]?.id ?? 0) : 0)).toMatchObject({
    value: expect.stringContaining('not ok 4001'),
  });
  const sent = sandbox.requests.map(({ path }) => path);
  expect(sent).toContain(
    `/api/v4/projects/5/pipelines/${id}/jobs?scope=failed&page=1&per_page=100`,
  );
});

test('members are asked for by path, and by their ids', async () => {
  const everybody = await gitLab.members('acme/webshop');
  expect(everybody).toMatchObject({ value: { complete: true } });
  expect(await gitLab.members(5, [7, 9])).toEqual({
    ok: true,
    value: { items: [{ id: 7 }], complete: true },
  });
});
