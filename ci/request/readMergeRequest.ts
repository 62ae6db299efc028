import { Fault } from '../Fault.ts';
import { bodyOf, fieldOf } from '../gitlabApi.ts';
import type { GitlabApi } from '../gitlabApi.ts';
import { BRANCH, SHA } from './readPlace.ts';
import type { Place } from './readPlace.ts';

export interface MergeRequest {
  iid: number;
  webUrl: string;
  sourceBranch: string;
  targetBranch: string;
  /** Its newest commit; null where GitLab names none. */
  sha: string | null;
  /** Where its diff begins; null where GitLab does not say. */
  baseSha: string | null;
  /** Of its newest commit, if that failed and is this project's. */
  failedPipelineId: number | null;
  /** Why nothing may be pushed to its source branch; null when it may. */
  locked: Lock | null;
}

/** What keeps commits off a merge request's source branch. */
export interface Lock {
  why: 'elsewhere' | 'closed' | 'protected' | 'no_token' | 'unread';
  /** For people: what follows "Not pushed to !34:". */
  words: string;
}

/**
 * Reads the merge request asked about, and whether its source branch may be pushed to.
 * @param writer what pushes, if anything does: a job token may not read a branch (GitLab 18.9: 404)
 * @throws Fault
 */
export async function readMergeRequest(
  reader: GitlabApi,
  writer: GitlabApi | null,
  iid: number,
  place: Place,
): Promise<MergeRequest> {
  const body = bodyOf(await reader.get(`/merge_requests/${iid}`), `Merge request !${iid}`);
  const text = (key: string): string => {
    const value = fieldOf(body, key);
    return typeof value === 'string' ? value : '';
  };
  const sourceBranch = text('source_branch');
  const targetBranch = text('target_branch');
  if (!BRANCH.test(sourceBranch) || !BRANCH.test(targetBranch))
    throw new Fault(`The branch names of merge request !${iid} do not have their form.`);
  const own = fieldOf(body, 'source_project_id') === fieldOf(body, 'target_project_id');
  const state = text('state');
  const known: Lock | null = !own
    ? { why: 'elsewhere', words: 'it comes from another project' }
    : state !== 'opened'
      ? { why: 'closed', words: `it is ${/^\w{1,20}$/.exec(state)?.[0] ?? 'not open'}` }
      : writer === null
        ? { why: 'no_token', words: 'there is no GITLAB_ACCESS_TOKEN' }
        : await lockOf(writer, sourceBranch, place);
  const sha = SHA.test(text('sha')) ? text('sha') : null;
  const baseSha = fieldOf(fieldOf(body, 'diff_refs'), 'base_sha');
  return {
    iid,
    webUrl: text('web_url'),
    sourceBranch,
    targetBranch,
    sha,
    baseSha: typeof baseSha === 'string' && SHA.test(baseSha) ? baseSha : null,
    failedPipelineId: failedPipelineOf(body),
    locked: known,
  };
}

/** A fork's pipeline ran in the fork, where nothing is read. */
function failedPipelineOf(body: unknown): number | null {
  const pipeline = fieldOf(body, 'head_pipeline');
  const id = fieldOf(pipeline, 'id');
  const isOwn = fieldOf(pipeline, 'project_id') === fieldOf(body, 'target_project_id');
  const failed = fieldOf(pipeline, 'status') === 'failed' && isOwn;
  return failed && typeof id === 'number' ? id : null;
}

/** The default branch and protected branches are never pushed to. */
async function lockOf(writer: GitlabApi, branch: string, place: Place): Promise<Lock | null> {
  if (branch === place.defaultBranch)
    return { why: 'protected', words: 'its source is the default branch' };
  const answer = await writer.get(`/repository/branches/${encodeURIComponent(branch)}`);
  if (!answer.ok)
    return { why: 'unread', words: `its source branch could not be read: ${answer.words}` };
  const isFree =
    fieldOf(answer.body, 'protected') === false && fieldOf(answer.body, 'default') === false;
  return isFree ? null : { why: 'protected', words: 'its source branch is protected' };
}
