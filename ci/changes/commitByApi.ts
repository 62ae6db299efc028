import { bytesIn } from '../git.ts';
import { fieldOf, type GitlabApi } from '../gitlabApi.ts';
import type { Commit, Pushed } from './Commit.ts';
import type { Work } from '../request/prepareTree.ts';

const NO_FILE = '000000';
const PROGRAM = '100755';

/**
 * Has GitLab make the commits (`POST /projects/:id/repository/commits`): in the access token's own name, so that push rules on
 * authors and committers hold, and signed where GitLab signs what is made in it. A branch that moved meanwhile is left alone.
 */
export async function commitByApi(
  project: GitlabApi,
  work: Work,
  commits: readonly Commit[],
  branch: string,
  isNew: boolean,
): Promise<Pushed> {
  const shas: string[] = [];
  for (const commit of commits) {
    const head = shas.at(-1) ?? (isNew ? null : work.base);
    const made = await makeCommit(project, work, commit, branch, head);
    if (made.sha === undefined) return { shas, words: made.words };
    shas.push(made.sha);
  }
  return { shas, words: null };
}

/** @param head the branch's newest commit; null where it is to be made from the base */
async function makeCommit(
  project: GitlabApi,
  work: Work,
  { sha, message, files }: Commit,
  branch: string,
  head: string | null,
): Promise<{ sha: string; words?: undefined } | { sha?: undefined; words: string }> {
  if (head !== null) {
    const read = await project.get(`/repository/branches/${encodeURIComponent(branch)}`);
    if (!read.ok) return { words: read.words };
    if (fieldOf(fieldOf(read.body, 'commit'), 'id') !== head)
      return { words: 'somebody pushed to it meanwhile' };
  }
  const actions: Record<string, unknown>[] = [];
  for (const { path, oldMode, newMode } of files) {
    if (newMode === NO_FILE) {
      actions.push({ action: 'delete', file_path: path });
      continue;
    }
    const content = await bytesIn(work.repository, ['cat-file', 'blob', `${sha}:${path}`]);
    const executable = newMode === PROGRAM;
    actions.push({
      action: oldMode === NO_FILE ? 'create' : 'update',
      file_path: path,
      encoding: 'base64',
      content: content.toString('base64'),
      ...(oldMode === NO_FILE && executable ? { execute_filemode: true } : {}),
    });
    if (oldMode !== NO_FILE && oldMode !== newMode)
      actions.push({ action: 'chmod', file_path: path, execute_filemode: executable });
  }
  const answer = await project.post('/repository/commits', {
    branch,
    ...(head === null ? { start_sha: work.base } : {}),
    commit_message: message,
    actions,
  });
  if (!answer.ok) return { words: answer.words };
  return { sha: String(fieldOf(answer.body, 'id')) };
}
