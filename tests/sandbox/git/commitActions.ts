import fs from 'node:fs';
import * as git from 'isomorphic-git';
import { readFile } from './git.ts';
import { lastCommitOf } from './history.ts';
import { writeBlob } from './objects.ts';
import { treeOf } from './readCommit.ts';
import { type Change, type Entry, entryAt, writeTree } from './trees.ts';

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
  const changes = new Map<string, Change>();
  for (const action of actions) {
    const error = await apply(repository, parent, action, changes);
    if (error) return { error };
  }
  const before = parent ? await treeOf(repository, parent) : null;
  const tree =
    (await writeTree(repository, before, changes)) ??
    (await git.writeTree({ fs, gitdir: repository, tree: [] }));
  return { sha: await commitTree(repository, tree, parent ? [parent] : [], message, author) };
}

/** Writes a commit object. */
export function commitTree(
  repository: string,
  tree: string,
  parents: string[],
  message: string,
  author: CommitIdentity,
): Promise<string> {
  if (message.includes('\0')) throw new Error('a NUL byte in commit log message not allowed');
  const who = `${identity(author.name)} <${identity(author.email)}> ${Math.floor(Date.now() / 1000)} +0000`;
  const object = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    message,
  ].join('\n');
  const type = 'commit' as const;
  return git.writeObject({ fs, gitdir: repository, type, object: Buffer.from(object) });
}

/** A name or an address without what git leaves out of them. */
function identity(text: string): string {
  const kept = text.replace(/[\n<>]/g, '').replace(/^[\0- .,:;"\\']+|[\0- .,:;"\\']+$/g, '');
  if (kept === '') throw new Error('empty ident name not allowed');
  return kept;
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
  changes: Map<string, Change>,
): Promise<string | null> {
  const refused = pathRefusal(action.file_path);
  if (refused !== null) return refused;
  const there = await typeOf(repository, parent, action.file_path, changes);
  if (action.action === 'create' && there) return 'A file with this name already exists';
  if (action.action !== 'create' && action.action !== 'move' && there !== 'blob') {
    return "A file with this name doesn't exist";
  }
  if (action.last_commit_id !== undefined && parent) {
    const last = await lastCommitOf(repository, parent, action.file_path);
    if (last !== action.last_commit_id) {
      return `The file has changed since you started editing it: ${action.file_path}`;
    }
  }
  if (action.action === 'delete') {
    changes.set(action.file_path, null);
    return null;
  }
  if (action.action === 'move' && action.previous_path) changes.set(action.previous_path, null);
  const kept = parent
    ? await readFile(repository, parent, action.previous_path ?? action.file_path)
    : null;
  const content =
    action.content === undefined
      ? (kept ?? Buffer.alloc(0))
      : Buffer.from(action.content, action.encoding === 'base64' ? 'base64' : 'utf8');
  const oid = await writeBlob(repository, content);
  const mode = action.execute_filemode === true ? '100755' : '100644';
  changes.set(action.file_path, { mode, oid });
  return null;
}

/** What a path is once the changes so far are made. */
async function typeOf(
  repository: string,
  parent: string | null,
  path: string,
  changes: ReadonlyMap<string, Change>,
): Promise<Entry['type'] | null> {
  const change = changes.get(path);
  if (change !== undefined) return change && 'blob';
  const isMade = [...changes].some(([one, made]) => made !== null && one.startsWith(`${path}/`));
  if (isMade) return 'tree';
  return parent === null ? null : ((await entryAt(repository, parent, path))?.type ?? null);
}
