import fs from 'node:fs';
import * as git from 'isomorphic-git';

/** Objects of a bare repository, inside this process: a git of its own for each costs ten times as much. */

const FULL_SHA = /^[0-9a-f]{40}$/;
const ABBREVIATED_SHA = /^[0-9a-f]{4,39}$/;

/** Objects never change, so what was parsed of a repository's packs is kept. */
const caches = new Map<string, object>();

/** Where the library finds a repository. */
export function place(repository: string): { fs: typeof fs; gitdir: string; cache: object } {
  const cache = caches.get(repository) ?? {};
  caches.set(repository, cache);
  return { fs, gitdir: repository, cache };
}

/** The commit that a full ref or a SHA (also an abbreviated one) names, or null. */
export async function readCommitId(repository: string, ref: string): Promise<string | null> {
  const at = place(repository);
  try {
    const oid = FULL_SHA.test(ref)
      ? ref
      : ABBREVIATED_SHA.test(ref)
        ? await git.expandOid({ ...at, oid: ref })
        : await git.resolveRef({ ...at, ref });
    // An annotated tag is followed to its commit.
    return (await git.readCommit({ ...at, oid })).oid;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** A file by its id in git, or null where no file has it. */
export async function readObject(repository: string, oid: string): Promise<Buffer | null> {
  if (!FULL_SHA.test(oid)) return null;
  try {
    return Buffer.from((await git.readBlob({ ...place(repository), oid })).blob);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** A file of a commit, or null where the commit or the file is not there. */
export async function readBlob(
  repository: string,
  commit: string,
  path: string,
): Promise<{ oid: string; bytes: Buffer } | null> {
  try {
    const oid = await readCommitId(repository, commit);
    if (!oid) return null;
    const found = await git.readBlob({ ...place(repository), oid, filepath: path });
    return { oid: found.oid, bytes: Buffer.from(found.blob) };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Adds a file's content; gives its id. */
export function writeBlob(repository: string, content: Buffer): Promise<string> {
  return git.writeBlob({ fs, gitdir: repository, blob: content });
}

/** All branches with their heads, in git's order. */
export async function readBranches(repository: string): Promise<Map<string, string>> {
  const at = place(repository);
  const names = await git.listBranches(at);
  const heads = names.toSorted(byBytes).map(async (name): Promise<[string, string]> => {
    return [name, await git.resolveRef({ ...at, ref: `refs/heads/${name}` })];
  });
  return new Map(await Promise.all(heads));
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Names of the library's errors for what is not there. */
function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error &&
    [
      'NotFoundError',
      'ObjectTypeError',
      'ShortOidNotFound',
      'AmbiguousError',
      'InvalidFilepathError',
    ].includes(error.name)
  );
}
