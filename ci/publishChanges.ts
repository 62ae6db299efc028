import { Fault, wordsOf } from './Fault.ts';
import { bodyOf, fieldOf } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { gitIn } from './git.ts';
import type { Credential } from './git.ts';
import type { Work } from './prepareTree.ts';
import { BRANCH } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';

export interface Published {
  /** Null where nothing could be pushed: the patch is in the artifact. */
  branch: string | null;
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
 * Pushes a commit: onto the merge request's source branch where that may be, else to a branch of its own, for which a
 * merge request is opened: into the default branch, or into the source branch where that is protected. Without
 * `GITLAB_ACCESS_TOKEN`, and for a fork's merge request, nothing is pushed.
 */
export async function publishChanges(
  request: Request,
  work: Work,
  sha: string,
  place: Place,
  access: { credential: Credential; project: GitlabApi } | null,
  words: Words,
): Promise<Published> {
  if (access === null)
    return unpushed('There is no GITLAB_ACCESS_TOKEN: the changes are in the job’s artifacts.');
  const { mergeRequest } = work;
  const warnings: string[] = [];
  if (mergeRequest?.locked?.why === 'elsewhere')
    return unpushed(`Not pushed to !${mergeRequest.iid}: ${mergeRequest.locked.words}.`);
  if (mergeRequest && mergeRequest.locked === null) {
    const moved = await pushed(work, sha, mergeRequest.sourceBranch, place, access.credential);
    if (moved === null) return { branch: mergeRequest.sourceBranch, mergeRequest, warnings };
    warnings.push(`${mergeRequest.sourceBranch} could not be pushed to: ${moved}`);
  } else if (mergeRequest) {
    warnings.push(`Not pushed to !${mergeRequest.iid}: ${mergeRequest.locked?.words ?? ''}.`);
  }

  const name = branchName(request, place);
  let branch = name;
  let refused = await pushed(work, sha, branch, place, access.credential, 'new');
  if (refused !== null) {
    // The name is taken, by an earlier try of this job or by a person: nothing of theirs is touched.
    branch = `${name}-${place.jobId}`;
    refused = await pushed(work, sha, branch, place, access.credential, 'new');
  }
  if (refused !== null) return unpushed(...warnings, refused);
  const target = targetOf(work, place);
  if (target === null) return { branch, mergeRequest: null, warnings };
  const answer = await access.project.post('/merge_requests', {
    source_branch: branch,
    target_branch: target,
    title: words.title,
    description: words.description,
    remove_source_branch: true,
  });
  try {
    const body = bodyOf(answer, 'The merge request could not be opened');
    const webUrl = String(fieldOf(body, 'web_url') ?? '');
    return { branch, mergeRequest: { iid: Number(fieldOf(body, 'iid')), webUrl }, warnings };
  } catch (error) {
    return { branch, mergeRequest: null, warnings: [...warnings, wordsOf(error)] };
  }
}

/** Where a branch of its own is to be merged: into a protected source branch, so that it still gets to the merge request asked about. */
function targetOf({ mergeRequest }: Work, place: Place): string | null {
  if (mergeRequest === null) return place.defaultBranch;
  return mergeRequest.locked?.why === 'protected' ? mergeRequest.sourceBranch : null;
}

function unpushed(...warnings: string[]): Published {
  return { branch: null, mergeRequest: null, warnings };
}

/** `claude/issue-12-1a2b3c4d`; the end is the request's, or the pipeline's. */
function branchName({ target, requestId }: Request, { pipelineId }: Place): string {
  const about =
    target === null ? 'run' : `${target.type === 'issue' ? 'issue' : 'mr'}-${target.iid}`;
  return `claude/${about}-${requestId?.slice(0, 8) ?? pipelineId}`;
}

/** Null when it went well, else git's words; never overwrites a commit. */
async function pushed(
  work: Work,
  sha: string,
  branch: string,
  place: Place,
  credential: Credential,
  must?: 'new',
): Promise<string | null> {
  if (!BRANCH.test(branch) || branch === place.defaultBranch)
    return 'a branch of this name is never pushed to';
  try {
    await gitIn(
      work.repository,
      [
        'push',
        '--quiet',
        '--no-verify',
        // Expects no such branch; without it, only what git can fast-forward goes through.
        ...(must === 'new' ? [`--force-with-lease=refs/heads/${branch}:`] : []),
        place.remoteUrl,
        `${sha}:refs/heads/${branch}`,
      ],
      { credential },
    );
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}
