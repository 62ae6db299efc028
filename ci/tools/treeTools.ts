import { chown, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { wordsOf } from '../Fault.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { Tool } from './gitlabTools.ts';
import { guardedPath } from './guardedPath.ts';

const PATH = { type: 'string', description: 'Relative to the working directory' };

/**
 * Tools that do in Claude's folder what editing cannot: delete and move plain files. Guarded files, links and whatever lies
 * outside stay as they are.
 * @param owner of what is made; null for this process's own user
 */
export function treeTools(
  tree: string,
  ciFiles: readonly string[],
  owner: number | null,
): readonly Tool[] {
  return [
    {
      name: 'delete_file',
      description: 'Deletes a file of the working directory.',
      inputSchema: { type: 'object', properties: { path: PATH }, required: ['path'] },
      run: async (input) => {
        const path = pathOf(input, 'path', tree);
        await mustBeFree(tree, path, ciFiles);
        await mustBeFile(tree, path);
        await rm(join(tree, path));
        return `Deleted ${path}.`;
      },
    },
    {
      name: 'move_file',
      description: 'Moves or renames a file of the working directory; its new place must be empty.',
      inputSchema: {
        type: 'object',
        properties: { from: PATH, to: PATH },
        required: ['from', 'to'],
      },
      run: async (input) => {
        const from = pathOf(input, 'from', tree);
        const to = pathOf(input, 'to', tree);
        await mustBeFree(tree, from, ciFiles);
        await mustBeFree(tree, to, ciFiles);
        await mustBeFile(tree, from);
        if (await exists(join(tree, to))) throw new Error(`${to} is there already.`);
        await makeFolders(tree, dirname(to), owner);
        await rename(join(tree, from), join(tree, to));
        return `Moved ${from} to ${to}.`;
      },
    },
  ];
}

function pathOf(input: unknown, key: string, tree: string): string {
  const value = fieldOf(input, key);
  if (typeof value !== 'string' || value === '' || value.includes('\0'))
    throw new Error(`${key} must be a path.`);
  const relative = value.startsWith(`${tree}/`) ? value.slice(tree.length + 1) : value;
  const path = posix.normalize(relative);
  if (path.startsWith('/') || path === '.' || path.split('/').includes('..'))
    throw new Error(`${value} lies outside of the working directory.`);
  return path;
}

/** Neither guarded nor behind a link. */
async function mustBeFree(tree: string, path: string, ciFiles: readonly string[]): Promise<void> {
  const why = guardedPath(path, ciFiles);
  if (why !== null) throw new Error(`${path} cannot be changed: ${why}.`);
  const parts = path.split('/').slice(0, -1);
  for (let count = 1; count <= parts.length; count += 1) {
    const folder = join(tree, ...parts.slice(0, count));
    if ((await exists(folder)) && !(await lstat(folder)).isDirectory())
      throw new Error(`${path} lies behind something that is no folder.`);
  }
}

async function mustBeFile(tree: string, path: string): Promise<void> {
  if (!(await exists(join(tree, path)))) throw new Error(`There is no ${path}.`);
  if (!(await lstat(join(tree, path))).isFile()) throw new Error(`${path} is no plain file.`);
}

async function makeFolders(tree: string, path: string, owner: number | null): Promise<void> {
  let folder = tree;
  for (const part of path === '.' ? [] : path.split('/')) {
    folder = join(folder, part);
    if (await exists(folder)) continue;
    await mkdir(folder);
    if (owner !== null) await chown(folder, owner, owner);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (/ENOENT|ENOTDIR/.test(wordsOf(error))) return false;
    throw error;
  }
}
