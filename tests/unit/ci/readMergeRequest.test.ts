import { expect, it } from 'vitest';
import { readMergeRequest } from '../../../ci/readMergeRequest.ts';
import { fakeApi, PLACE, refusal } from './fakeApi.ts';

const MERGE_REQUEST = {
  iid: 34,
  web_url: 'https://git.test/acme/webshop/-/merge_requests/34',
  state: 'opened',
  source_branch: 'fix/total',
  target_branch: 'main',
  source_project_id: 6,
  target_project_id: 6,
};
const BRANCH_PATH = 'GET /repository/branches/fix%2Ftotal';
const free = { name: 'fix/total', protected: false, default: false };

/** As a job token gets it: the merge request, and no branch (GitLab 18.9, private project). */
function jobToken(changes: Partial<Record<keyof typeof MERGE_REQUEST, unknown>> = {}) {
  return fakeApi({
    'GET /merge_requests/34': { ...MERGE_REQUEST, ...changes },
    [BRANCH_PATH]: refusal(404, '{"message":"404 Project Not Found"}'),
  });
}

it('reads the source branch with the token that pushes, since a job token may not', async () => {
  const reader = jobToken();
  const writer = fakeApi({ [BRANCH_PATH]: free });
  const read = await readMergeRequest(reader.api, writer.api, 34, PLACE);
  expect(read).toMatchObject({ sourceBranch: 'fix/total', locked: null });
  expect(reader.calls()).toEqual(['GET /merge_requests/34']);
  expect(writer.calls()).toEqual([BRANCH_PATH]);
});

it('asks for no branch where nothing can be pushed', async () => {
  const reader = jobToken();
  const read = await readMergeRequest(reader.api, null, 34, PLACE);
  expect(read.locked?.why).toBe('no_token');
  expect(reader.calls()).toEqual(['GET /merge_requests/34']);
});

it.each([
  ['a fork', { source_project_id: 9 }, 'elsewhere'],
  ['a closed one', { state: 'closed' }, 'closed'],
  ['one that is being merged', { state: 'locked' }, 'closed'],
  ['the default branch', { source_branch: 'main' }, 'protected'],
])('keeps commits off the source branch of %s', async (_what, changes, why) => {
  const writer = fakeApi({ [BRANCH_PATH]: free });
  const read = await readMergeRequest(jobToken(changes).api, writer.api, 34, PLACE);
  expect(read.locked?.why).toBe(why);
});

it('keeps commits off a protected source branch', async () => {
  const writer = fakeApi({ [BRANCH_PATH]: { ...free, protected: true } });
  const read = await readMergeRequest(jobToken().api, writer.api, 34, PLACE);
  expect(read.locked).toEqual({ why: 'protected', words: 'its source branch is protected' });
});

it('says with GitLab’s words why a source branch could not be read', async () => {
  const writer = fakeApi({ [BRANCH_PATH]: refusal(403, '{"message":"403 Forbidden"}') });
  const read = await readMergeRequest(jobToken().api, writer.api, 34, PLACE);
  expect(read.locked).toEqual({
    why: 'unread',
    words: 'its source branch could not be read: GitLab answered 403 {"message":"403 Forbidden"}',
  });
});
