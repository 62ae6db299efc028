import fs from 'node:fs';
import * as git from 'isomorphic-git';
import { place } from './objects.ts';
import { treeOf } from './readCommit.ts';

/** A file, folder or submodule of a commit. */
export interface Entry {
  /** From the repository's root. */
  path: string;
  /** Six digits. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  oid: string;
}

/** What a path becomes: a file, or nothing. */
export type Change = Pick<Entry, 'mode' | 'oid'> | null;

/** Trees never change: what was read of one is kept. */
const known = new Map<string, Promise<Entry[]>>();

/** What a commit has at a path, or null. */
export async function entryAt(
  repository: string,
  commit: string,
  path: string,
): Promise<Entry | null> {
  let folder: string | null = await treeOf(repository, commit);
  let found: Entry | null = null;
  for (const name of path.split('/')) {
    const entries: Entry[] = folder === null ? [] : await namesIn(repository, folder);
    found = entries.find((entry) => entry.path === name) ?? null;
    folder = found?.type === 'tree' ? found.oid : null;
  }
  return found && { ...found, path };
}

/** What lies in a folder of a commit (`''`: its root) in git's order, with all below it where asked; null where no such folder is. */
export async function entriesIn(
  repository: string,
  commit: string,
  folder: string,
  recursive: boolean,
): Promise<Entry[] | null> {
  if (folder === '') return listed(repository, await treeOf(repository, commit), '', recursive);
  const found = await entryAt(repository, commit, folder);
  return found?.type === 'tree' ? listed(repository, found.oid, `${folder}/`, recursive) : null;
}

async function listed(
  repository: string,
  tree: string,
  prefix: string,
  recursive: boolean,
): Promise<Entry[]> {
  const lists = (await namesIn(repository, tree)).map(async (entry): Promise<Entry[]> => {
    const whole = { ...entry, path: prefix + entry.path };
    if (!recursive || entry.type !== 'tree') return [whole];
    return [whole, ...(await listed(repository, entry.oid, `${whole.path}/`, recursive))];
  });
  return (await Promise.all(lists)).flat();
}

/** Writes a folder with some paths changed. Gives its id, or null where nothing is left in it; throws where a file is to be a folder as well. */
export async function writeTree(
  repository: string,
  tree: string | null,
  changes: ReadonlyMap<string, Change>,
): Promise<string | null> {
  const entries = new Map(
    (tree === null ? [] : await namesIn(repository, tree)).map((entry) => [entry.path, entry]),
  );
  const below = new Map<string, Map<string, Change>>();
  for (const [path, change] of changes) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length > 0) {
      const there = below.get(name) ?? new Map<string, Change>();
      below.set(name, there.set(rest.join('/'), change));
    } else if (change === null) entries.delete(name);
    else entries.set(name, { path: name, type: 'blob', ...change });
  }
  for (const [name, inside] of below) {
    const there = entries.get(name);
    const isFile = there !== undefined && there.type !== 'tree';
    if (isFile && [...inside.values()].some((change) => change !== null))
      throw new Error(`'${name}' appears as both a file and as a directory`);
    if (isFile) continue;
    const oid = await writeTree(repository, there?.oid ?? null, inside);
    if (oid === null) entries.delete(name);
    else entries.set(name, { path: name, mode: '040000', type: 'tree', oid });
  }
  if (entries.size === 0) return null;
  return git.writeTree({ fs, gitdir: repository, tree: [...entries.values()] });
}

/** Entries of one tree by their names, in git's order: a folder's name counts with a slash after it. */
function namesIn(repository: string, oid: string): Promise<Entry[]> {
  const entries =
    known.get(oid) ??
    git
      .readTree({ ...place(repository), oid })
      .then(({ tree }) => tree.toSorted((one, other) => Buffer.compare(keyOf(one), keyOf(other))));
  known.set(oid, entries);
  entries.catch(() => known.delete(oid));
  return entries;
}

function keyOf({ path, type }: Pick<Entry, 'path' | 'type'>): Buffer {
  return Buffer.from(type === 'tree' ? `${path}/` : path);
}
