import fs from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as git from 'isomorphic-git';

/** What git's own rules forbid in a branch's name, and what would be read as something else. */
export function isBranchName(name: string): boolean {
  return name !== 'HEAD' && !/\.\.|[\s~^:?*[\\]|^[-/]|\/$|\.lock$|@\{/.test(name);
}

/** Makes or moves a ref, by git's own protocol: a lock beside it that becomes the ref. */
export async function writeRef(repository: string, ref: string, sha: string): Promise<void> {
  if (!/^refs\/./.test(ref) || !isBranchName(ref)) throw new Error(`no name of a ref: ${ref}`);
  if (!/^[0-9a-f]{40}$/.test(sha)) throw new Error(`${ref} cannot stand at ${sha}`);
  const file = join(repository, ref);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.lock`, `${sha}\n`, { flag: 'wx' });
  await rename(`${file}.lock`, file);
}

/** Takes a ref away. */
export function deleteRef(repository: string, ref: string): Promise<void> {
  return git.deleteRef({ fs, gitdir: repository, ref });
}
