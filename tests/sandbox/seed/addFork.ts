import { cp } from 'node:fs/promises';
import { git, resolveCommit } from '../git/git.ts';
import {
  AccessLevel,
  type MergeRequest,
  type Project,
  type State,
  type User,
  nextId,
} from '../state/State.ts';
import { importCommits } from './fastImport.ts';

/** A fork of a project that a user owns, with one commit on a branch, and the merge request from there to the project. */
export async function addFork(
  state: State,
  target: Project,
  owner: User,
  change: { branch: string; files: Record<string, string> },
): Promise<{ fork: Project; mergeRequest: MergeRequest }> {
  const repository = target.repository.replace(/\.git$/, `-of-${owner.username}.git`);
  await cp(target.repository, repository, { recursive: true });
  const fork: Project = {
    ...target,
    id: Math.max(...state.projects.map(({ id }) => id)) + 1,
    namespace: { id: nextId(), name: owner.name, path: owner.username },
    repository,
    members: new Map([[owner.id, AccessLevel.owner]]),
    variables: [],
    triggerTokens: [],
    issues: [],
    mergeRequests: [],
    pipelines: [],
  };
  state.projects.push(fork);
  const base = await resolveCommit(repository, change.branch);
  const [sha = ''] = await importCommits(repository, [
    {
      ref: `refs/heads/${change.branch}`,
      message: 'From a fork\n',
      author: owner,
      at: Math.round(Date.now() / 1000),
      parent: base ?? (await resolveCommit(repository, target.defaultBranch)),
      files: change.files,
    },
  ]);
  const iid = Math.max(0, ...target.mergeRequests.map((one) => one.iid)) + 1;
  // GitLab copies the head into the target: whoever may read that reads it there.
  await git(target.repository, [
    'fetch',
    '--quiet',
    repository,
    `${sha}:refs/merge-requests/${iid}/head`,
  ]);
  const now = new Date().toISOString();
  const mergeRequest: MergeRequest = {
    kind: 'merge_request',
    id: nextId(),
    iid,
    title: 'A change from a fork',
    description: null,
    state: 'opened',
    draft: false,
    labels: [],
    authorId: owner.id,
    assigneeIds: [],
    reviewerIds: [],
    sourceBranch: change.branch,
    sourceProjectId: fork.id,
    targetBranch: target.defaultBranch,
    sha,
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: now,
    updatedAt: now,
    discussions: [],
  };
  target.mergeRequests.push(mergeRequest);
  return { fork, mergeRequest };
}
