import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './Fault.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { gitIn, runGit } from './git.ts';
import type { Credential, Repository } from './git.ts';
import { readMergeRequest } from './readMergeRequest.ts';
import type { MergeRequest } from './readMergeRequest.ts';
import { SHA } from './readPlace.ts';
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

const DEPTH = '50';

/**
 * Fetches the default branch or the merge request's head into a repository of the job's own and writes its files into a
 * folder without `.git`.
 * @param writer what pushes, if anything does: a job token may not read a branch (GitLab 18.9: 404)
 * @param folder the job's own, empty
 * @throws Fault
 */
export async function prepareTree(
  request: Request,
  place: Place,
  { reader, writer }: { reader: GitlabApi; writer: GitlabApi | null },
  credential: Credential,
  folder: string,
): Promise<Work> {
  const repository = { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') };
  await runGit(['init', '--quiet', '--bare', repository.gitFolder]);
  await mkdir(repository.tree);
  const mergeRequest =
    request.target?.type === 'merge_request'
      ? await readMergeRequest(reader, writer, request.target.iid, place)
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
