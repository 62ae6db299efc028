import { describe, expect, it } from 'vitest';
import { readMergeRequest, type Lock } from '../../../../ci/request/readMergeRequest.ts';
import { aPlace } from '../aPlace.ts';
import { recordedApi, Refusal } from '../recordedApi.ts';

const READ = 'GET /merge_requests/34';
const MERGE_REQUEST = {
  iid: 34,
  web_url: 'https://git.test/acme/webshop/-/merge_requests/34',
  state: 'opened',
  source_branch: 'fix/total',
  target_branch: 'main',
  source_project_id: 6,
  target_project_id: 6,
};
const BRANCH = 'GET /repository/branches/fix%2Ftotal';
const FREE = { name: 'fix/total', protected: false, default: false };
type Changes = Partial<Record<keyof typeof MERGE_REQUEST, unknown>>;

/** As a job token gets it: the merge request, and no branch (GitLab 18.9, private project). */
function jobToken(changes: Changes = {}) {
  return recordedApi({
    [READ]: { ...MERGE_REQUEST, ...changes },
    [BRANCH]: new Refusal(404, 'GitLab answered 404 {"message":"404 Project Not Found"}'),
  });
}

async function lockOf(branch: unknown, changes: Changes = {}): Promise<Lock | null> {
  const writer = recordedApi({ [BRANCH]: branch });
  return (await readMergeRequest(jobToken(changes), writer, 34, aPlace())).locked;
}

describe('a merge request', () => {
  it('has its source branch read with the token that pushes, since a job token may not', async () => {
    const reader = jobToken();
    const writer = recordedApi({ [BRANCH]: FREE });
    expect(await readMergeRequest(reader, writer, 34, aPlace())).toEqual({
      iid: 34,
      webUrl: MERGE_REQUEST.web_url,
      sourceBranch: 'fix/total',
      targetBranch: 'main',
      sha: null,
      baseSha: null,
      failedPipelineId: null,
      locked: null,
    });
    expect(reader.asked).toEqual([[READ]]);
    expect(writer.asked).toEqual([[BRANCH]]);
  });

  it('has no branch read where nothing can be pushed', async () => {
    const reader = jobToken();
    const { locked } = await readMergeRequest(reader, null, 34, aPlace());
    expect(locked).toEqual({ why: 'no_token', words: 'there is no GITLAB_ACCESS_TOKEN' });
    expect(reader.asked).toEqual([[READ]]);
  });

  it.each([
    ['source_branch', '--upload-pack=x'],
    ['target_branch', 'a..b'],
    ['source_branch', 7],
  ])('whose %s is %j is refused', async (key, name) => {
    await expect(lockOf(FREE, { [key]: name })).rejects.toThrow(
      'The branch names of merge request !34 do not have their form.',
    );
  });

  it('that cannot be read is refused', async () => {
    const reader = recordedApi({ [READ]: new Refusal(403) });
    await expect(readMergeRequest(reader, reader, 34, aPlace())).rejects.toThrow(
      'Merge request !34: GitLab answered 403',
    );
  });

  it('without an address has none', async () => {
    const reader = jobToken({ web_url: null });
    expect((await readMergeRequest(reader, null, 34, aPlace())).webUrl).toBe('');
  });
});

describe('its source branch is never pushed to', () => {
  it.each<[Lock['why'], string, Changes]>([
    ['elsewhere', 'it comes from another project', { source_project_id: 9 }],
    ['elsewhere', 'it comes from another project', { source_project_id: 9, state: 'closed' }],
    ['closed', 'it is closed', { state: 'closed' }],
    ['closed', 'it is merged', { state: 'merged' }],
    ['closed', 'it is locked', { state: 'locked' }],
    ['closed', 'it is not open', { state: '(evil) text' }],
    ['closed', 'it is not open', { state: undefined }],
    ['closed', 'it is not open', { state: 'x'.repeat(21) }],
    ['protected', 'its source is the default branch', { source_branch: 'main' }],
  ])('%s: %s (%j)', async (why, words, changes) => {
    expect(await lockOf(FREE, changes)).toEqual({ why, words });
  });

  it.each([
    { protected: true, default: false },
    { protected: false, default: true },
    { protected: false },
    { default: false },
    {},
  ])('unless GitLab says that it is free: %j', async (branch) => {
    const words = 'its source branch is protected';
    expect(await lockOf(branch)).toEqual({ why: 'protected', words });
  });

  it('where it could not be read, which is said with GitLab’s words', async () => {
    expect(await lockOf(new Refusal(403, 'GitLab answered 403 {"message":"no"}'))).toEqual({
      why: 'unread',
      words: 'its source branch could not be read: GitLab answered 403 {"message":"no"}',
    });
  });
});
