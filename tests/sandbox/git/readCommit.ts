import { place } from './objects.ts';
import * as git from 'isomorphic-git';

export interface GitCommit {
  id: string;
  parentIds: string[];
  title: string;
  message: string;
  authorName: string;
  authorEmail: string;
  /** ISO 8601 with the author's own offset. */
  authoredDate: string;
  committerName: string;
  committerEmail: string;
  committedDate: string;
}

interface Read {
  tree: string;
  commit: GitCommit;
}

/** Commits never change: what was read of one is kept. */
const known = new Map<string, Promise<Read>>();

/** A commit by its full SHA, which the repository has. */
export async function readCommit(repository: string, sha: string): Promise<GitCommit> {
  return (await readOnce(repository, sha)).commit;
}

/** The id of a commit's root folder. */
export async function treeOf(repository: string, sha: string): Promise<string> {
  return (await readOnce(repository, sha)).tree;
}

function readOnce(repository: string, sha: string): Promise<Read> {
  const key = `${repository} ${sha}`;
  const read = known.get(key) ?? readAnew(repository, sha);
  known.set(key, read);
  read.catch(() => known.delete(key));
  return read;
}

async function readAnew(repository: string, sha: string): Promise<Read> {
  const at = { ...place(repository), oid: sha, format: 'content' as const };
  const { type, object } = await git.readObject(at);
  if (type !== 'commit' || !(object instanceof Uint8Array)) throw new Error(`${sha}: no commit`);
  const text = Buffer.from(object).toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = text.slice(0, end).split('\n');
  const valuesOf = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((l) => l.slice(name.length + 1));
  const message = text.slice(end + 2);
  const [author, committer] = ['author', 'committer'].map((name) =>
    identityOf(valuesOf(name)[0] ?? ''),
  );
  return {
    tree: valuesOf('tree')[0] ?? '',
    commit: {
      id: sha,
      parentIds: valuesOf('parent'),
      title: titleOf(message),
      message,
      authorName: author?.name ?? '',
      authorEmail: author?.email ?? '',
      authoredDate: author?.date ?? '',
      committerName: committer?.name ?? '',
      committerEmail: committer?.email ?? '',
      committedDate: committer?.date ?? '',
    },
  };
}

/** The first paragraph on one line, as git's `%s`. */
function titleOf(message: string): string {
  const lines = message.split('\n').map((line) => line.trimEnd());
  const from = lines.findIndex((line) => line !== '');
  if (from === -1) return '';
  const end = lines.indexOf('', from);
  return lines.slice(from, end === -1 ? undefined : end).join(' ');
}

/** `Name <address> seconds offset`, the date as git's `%aI`. */
function identityOf(line: string): { name: string; email: string; date: string } {
  const match = /^(.*?) ?<([^>]*)> (\d+) ([+-])(\d\d)(\d\d)$/.exec(line);
  const [, name = '', email = '', seconds = '0', sign = '+', hours = '00', minutes = '00'] =
    match ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const local = new Date((Number(seconds) + offset) * 1000).toISOString().slice(0, 19);
  return { name, email, date: `${local}${sign}${hours}:${minutes}` };
}
