import type { Commit, Pushed } from './Commit.ts';
import { commitByApi } from './commitByApi.ts';
import { Fault, wordsOf } from '../Fault.ts';
import { bodyOf, fieldOf } from '../gitlabApi.ts';
import type { Job } from '../Job.ts';
import { gitIn, type Credential } from '../git.ts';
import type { Work } from '../request/prepareTree.ts';
import { BRANCH, type Place } from '../request/readPlace.ts';
import type { Request } from '../request/readRequest.ts';
import type { Settings } from '../Settings.ts';

export interface Published {
  /** Null where nothing could be pushed: the patch is in the artifact. */
  branch: string | null;
  /** The commits that are on it, in their order: where GitLab made them, GitLab's. */
  shas: string[];
  mergeRequest: { iid: number; webUrl: string } | null;
  /** What did not go as hoped. */
  warnings: string[];
}

/** What a merge request says; already redacted and harmless. */
export interface Words {
  title: string;
  description: string;
}

/**
 * Pushes commits: onto the merge request's source branch where that may be, else to a branch of its own, for which a
 * merge request is opened: into the default branch, or into the source branch where that takes no push. A branch that is left
 * without one is told. Without `GITLAB_ACCESS_TOKEN`, and for a fork's merge request, nothing is pushed.
 */
export async function publishChanges(
  job: Job,
  work: Work,
  commits: readonly Commit[],
  words: Words,
): Promise<Published> {
  const { request, place, settings, writer } = job;
  if (writer === null)
    return unpushed('There is no GITLAB_ACCESS_TOKEN: the changes are in the job’s artifacts.');
  const { mergeRequest } = work;
  const warnings: string[] = [];
  if (mergeRequest?.locked?.why === 'elsewhere')
    return unpushed(`Not pushed to !${mergeRequest.iid}: ${mergeRequest.locked.words}.`);
  const push = (branch: string, isNew: boolean): Promise<Pushed> => {
    if (!BRANCH.test(branch) || branch === place.defaultBranch)
      return Promise.resolve({ shas: [], words: 'a branch of this name is never pushed to' });
    return settings.commitsBy === 'api'
      ? commitByApi(writer.project, work, commits, branch, isNew)
      : pushed(work, commits, branch, place, writer.credential, isNew);
  };
  if (mergeRequest && mergeRequest.locked === null && work.isNewest) {
    const branch = mergeRequest.sourceBranch;
    const { shas, words: refused } = await push(branch, false);
    if (refused !== null) warnings.push(`${branch} could not be pushed to: ${refused}`);
    if (shas.length > 0) return { branch, shas, mergeRequest, warnings };
  } else if (mergeRequest) {
    const why = mergeRequest.locked?.words ?? 'its code is gone';
    warnings.push(`Not pushed to !${mergeRequest.iid}: ${why}.`);
  }

  const name = branchName(request, place, settings);
  let branch = name;
  let made = await push(branch, true);
  if (made.shas.length === 0) {
    // The name is taken, by an earlier try of this job or by a person: nothing of theirs is touched.
    branch = `${name}-${place.jobId}`;
    made = await push(branch, true);
  }
  const { shas } = made;
  if (made.words !== null) warnings.push(made.words);
  if (shas.length === 0) return unpushed(...warnings);
  const target = targetOf(work, place);
  const alone = (...why: string[]): Published => {
    const left = `The branch ${branch} has no merge request: open one, or delete it.`;
    return { branch, shas, mergeRequest: null, warnings: [...warnings, ...why, left] };
  };
  if (target === null) return alone();
  const answer = await writer.project.post('/merge_requests', {
    source_branch: branch,
    target_branch: target,
    title: words.title,
    description: words.description,
    remove_source_branch: true,
    ...(place.asker.id === null ? {} : { assignee_id: place.asker.id }),
  });
  try {
    const body = bodyOf(answer, 'The merge request could not be opened');
    const webUrl = String(fieldOf(body, 'web_url') ?? '');
    return { branch, shas, mergeRequest: { iid: Number(fieldOf(body, 'iid')), webUrl }, warnings };
  } catch (error) {
    return alone(`${wordsOf(error)}.`);
  }
}

/** The patch in the artifact is all that comes of it. */
function unpushed(...warnings: string[]): Published {
  return { branch: null, shas: [], mergeRequest: null, warnings };
}

/** Where a branch of its own is to be merged: into a source branch that takes no push, so that it still gets to the merge request asked about. */
function targetOf({ mergeRequest, isNewest }: Work, place: Place): string | null {
  if (mergeRequest === null) return place.defaultBranch;
  const { locked, sourceBranch } = mergeRequest;
  const isOpen = locked === null || locked.why === 'protected';
  return isOpen && isNewest ? sourceBranch : null;
}

/** `claude/issue-12-1a2b3c4d`; the end is the request's, or the pipeline's. */
function branchName(
  { target, requestId }: Request,
  { pipelineId }: Place,
  { branchPrefix }: Settings,
): string {
  const about =
    target === null ? 'run' : `${target.type === 'issue' ? 'issue' : 'mr'}-${target.iid}`;
  return `${branchPrefix}${about}-${requestId?.slice(0, 8) ?? pipelineId}`;
}

/** Never overwrites a commit. */
async function pushed(
  work: Work,
  commits: readonly Commit[],
  branch: string,
  place: Place,
  credential: Credential,
  isNew: boolean,
): Promise<Pushed> {
  try {
    await gitIn(
      work.repository,
      [
        'push',
        '--quiet',
        '--no-verify',
        // Expects no such branch; without it, only what git can fast-forward goes through.
        ...(isNew ? [`--force-with-lease=refs/heads/${branch}:`] : []),
        place.remoteUrl,
        `${commits.at(-1)?.sha}:refs/heads/${branch}`,
      ],
      { credential },
    );
    return { shas: commits.map(({ sha }) => sha), words: null };
  } catch (error) {
    if (error instanceof Fault) return { shas: [], words: error.message };
    throw error;
  }
}
