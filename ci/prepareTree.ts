import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './Fault.ts';
import { bodyOf, fieldOf } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { gitIn, runGit } from './git.ts';
import type { Credential, Repository } from './git.ts';
import { BRANCH, SHA } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';

/** The code that Claude works on, and where changes to it would go. */
export interface Work {
  repository: Repository;
  /** Commit that is checked out. */
  base: string;
  /** Of the default branch; null when it has none. */
  rules: string | null;
  /** The merge request asked about. */
  mergeRequest: MergeRequest | null;
}

export interface MergeRequest {
  iid: number;
  webUrl: string;
  sourceBranch: string;
  targetBranch: string;
  /** Why nothing may be pushed to its source branch; null when it may. */
  locked: string | null;
}

/** Of a merge request's source branch. */
export const FROM_ELSEWHERE = 'it comes from another project';

const DEPTH = '50';

/**
 * Fetches the default branch or the merge request's head into a repository of the job's own and writes its files into a
 * folder without `.git`.
 * @param folder the job's own, empty
 * @throws Fault
 */
export async function prepareTree(
  request: Request,
  place: Place,
  api: GitlabApi,
  credential: Credential,
  folder: string,
): Promise<Work> {
  const repository = { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') };
  await runGit(['init', '--quiet', '--bare', repository.gitFolder]);
  await mkdir(repository.tree);
  const mergeRequest =
    request.target?.type === 'merge_request'
      ? await readMergeRequest(api, request.target.iid, place)
      : null;
  const refs = [`+refs/heads/${place.defaultBranch}:refs/job/default`];
  if (mergeRequest) refs.push(`+refs/merge-requests/${mergeRequest.iid}/head:refs/job/asked`);
  await gitIn(
    repository,
    ['fetch', '--quiet', '--no-tags', '--depth', DEPTH, place.remoteUrl, ...refs],
    { credential },
  );
  const base = await gitIn(repository, [
    'rev-parse',
    `refs/job/${mergeRequest ? 'asked' : 'default'}^{commit}`,
  ]);
  if (!SHA.test(base.trim())) throw new Fault('The commit to work on could not be found.');
  await gitIn(repository, ['checkout', '--quiet', '--force', '--detach', base.trim()]);
  return { repository, base: base.trim(), rules: await rulesOf(repository), mergeRequest };
}

/** `CLAUDE.md` of the default branch, whatever the merge request's branch says. */
async function rulesOf(repository: Repository): Promise<string | null> {
  const listed = await gitIn(repository, ['ls-tree', '-z', 'refs/job/default', 'CLAUDE.md']);
  // A link is not followed: only a plain file counts.
  if (!/^100(644|755) blob /.test(listed)) return null;
  return gitIn(repository, ['cat-file', 'blob', 'refs/job/default:CLAUDE.md']);
}

async function readMergeRequest(api: GitlabApi, iid: number, place: Place): Promise<MergeRequest> {
  const body = bodyOf(await api.get(`/merge_requests/${iid}`), `Merge request !${iid}`);
  const text = (key: string): string => {
    const value = fieldOf(body, key);
    return typeof value === 'string' ? value : '';
  };
  const sourceBranch = text('source_branch');
  const targetBranch = text('target_branch');
  if (!BRANCH.test(sourceBranch) || !BRANCH.test(targetBranch))
    throw new Fault(`The branch names of merge request !${iid} do not have their form.`);
  const own = fieldOf(body, 'source_project_id') === fieldOf(body, 'target_project_id');
  return {
    iid,
    webUrl: text('web_url'),
    sourceBranch,
    targetBranch,
    locked: !own
      ? FROM_ELSEWHERE
      : text('state') !== 'opened'
        ? `it is ${/^\w{1,20}$/.exec(text('state'))?.[0] ?? 'not open'}`
        : await lockOf(api, sourceBranch, place),
  };
}

/** The default branch and protected branches are never pushed to. */
async function lockOf(api: GitlabApi, branch: string, place: Place): Promise<string | null> {
  if (branch === place.defaultBranch) return 'its source is the default branch';
  const answer = await api.get(`/repository/branches/${encodeURIComponent(branch)}`);
  if (!answer.ok) return 'its source branch could not be read';
  const isFree =
    fieldOf(answer.body, 'protected') === false && fieldOf(answer.body, 'default') === false;
  return isFree ? null : 'its source branch is protected';
}
