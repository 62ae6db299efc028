import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, lastCommitOf, readFile } from './git.ts';
import { writeBlob } from './objects.ts';

/** One action of `POST /repository/commits`. */
export interface CommitAction {
  action: 'create' | 'update' | 'delete' | 'move' | 'chmod';
  file_path: string;
  previous_path?: string | undefined;
  content?: string | undefined;
  encoding?: string | undefined;
  execute_filemode?: boolean | undefined;
  /** The change is refused where the file has moved on since that commit. */
  last_commit_id?: string | undefined;
}

export interface CommitIdentity {
  name: string;
  email: string;
}

/** Makes one commit on top of `parent` without touching any ref. Gives its SHA, or GitLab's words for why it cannot be made. */
export async function commitActions(
  repository: string,
  parent: string | null,
  message: string,
  actions: CommitAction[],
  author: CommitIdentity,
): Promise<{ sha: string } | { error: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-index-'));
  const environment = { GIT_INDEX_FILE: join(folder, 'index') };
  try {
    if (parent) await git(repository, ['read-tree', parent], { environment });
    for (const action of actions) {
      const error = await apply(repository, parent, action, environment);
      if (error) return { error };
    }
    const tree = (await git(repository, ['write-tree'], { environment })).trim();
    return { sha: await commitTree(repository, tree, parent ? [parent] : [], message, author) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a commit object. */
export async function commitTree(
  repository: string,
  tree: string,
  parents: string[],
  message: string,
  author: CommitIdentity,
): Promise<string> {
  const identity = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
  const sha = await git(
    repository,
    ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])],
    { input: message, environment: identity },
  );
  return sha.trim();
}

function pathRefusal(path: string): string | null {
  const parts = path.split('/');
  if (parts.includes('..')) return 'Path cannot include directory traversal';
  return parts.some((part) => part.toLowerCase() === '.git') ? `invalid path: '${path}'` : null;
}

async function apply(
  repository: string,
  parent: string | null,
  action: CommitAction,
  environment: Record<string, string>,
): Promise<string | null> {
  const refused = pathRefusal(action.file_path);
  if (refused !== null) return refused;
  const listed = await git(repository, ['ls-files', '--', action.file_path], { environment });
  const exists = listed.trim() !== '';
  if (action.action === 'create' && exists) return 'A file with this name already exists';
  if (action.action !== 'create' && action.action !== 'move' && !exists) {
    return "A file with this name doesn't exist";
  }
  if (action.last_commit_id !== undefined && parent) {
    const last = await lastCommitOf(repository, parent, action.file_path);
    if (last !== action.last_commit_id) {
      return `The file has changed since you started editing it: ${action.file_path}`;
    }
  }
  if (action.action === 'delete' || (action.action === 'move' && action.previous_path)) {
    const gone = action.action === 'move' ? action.previous_path : action.file_path;
    // `--force-remove` wants a work tree.
    const input = `0 ${'0'.repeat(40)}\t${gone ?? ''}\n`;
    await git(repository, ['update-index', '--index-info'], { environment, input });
    if (action.action === 'delete') return null;
  }
  const kept = parent
    ? await readFile(repository, parent, action.previous_path ?? action.file_path)
    : null;
  const content =
    action.content === undefined
      ? (kept ?? Buffer.alloc(0))
      : Buffer.from(action.content, action.encoding === 'base64' ? 'base64' : 'utf8');
  const blob = await writeBlob(repository, content);
  const mode = action.execute_filemode === true ? '100755' : '100644';
  await git(
    repository,
    ['update-index', '--add', '--cacheinfo', `${mode},${blob},${action.file_path}`],
    { environment },
  );
  return null;
}
