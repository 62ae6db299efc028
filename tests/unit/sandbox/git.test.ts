import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitActions, commitTree } from '../../sandbox/git/commitActions.ts';
import { git } from '../../sandbox/git/git.ts';
import { commonAncestor, lastCommitOf } from '../../sandbox/git/history.ts';
import { readCommit, treeOf } from '../../sandbox/git/readCommit.ts';
import { deleteRef, writeRef } from '../../sandbox/git/refs.ts';
import { entriesIn } from '../../sandbox/git/trees.ts';
import { people } from '../../sandbox/seed/people.ts';
import { makeRepository, type SeedCommit } from '../../sandbox/seed/fastImport.ts';

// The sandbox reads and writes objects in its own process: git itself says whether it does so rightly.

const { mia, dev } = people;
let repository: string;
let main: string;
let side: string;
let merged: string;
const seeded = (
  ref: string,
  message: string,
  parent: number | null,
  files: object,
): SeedCommit => ({
  ref: `refs/heads/${ref}`,
  message,
  author: mia,
  at: 1_790_000_000 + (parent ?? -1) * 60,
  parent,
  files: { ...files },
});
beforeAll(async () => {
  repository = join(await mkdtemp(join(tmpdir(), 'objects-')), 'shop.git');
  const shas = await makeRepository(repository, [
    seeded('main', 'First\nline and second\n\nBody\n\n', null, {
      'a/b/c.txt': 'c',
      'a/d.txt': 'd',
      'a.txt': 'a',
      'a-b/é "q".txt': 'e',
      'gone.txt': 'g',
    }),
    seeded('main', 'Change d', 0, { 'a/d.txt': 'D', 'gone.txt': null }),
    seeded('side', 'Change c', 0, { 'a/b/c.txt': 'C' }),
  ]);
  [, main = '', side = ''] = shas;
  const tree = await git(repository, ['merge-tree', '--write-tree', main, side]);
  merged = await commitTree(repository, tree.trim(), [main, side], 'Merge\n', dev);
  await writeRef(repository, 'refs/heads/main', merged);
});
afterAll(() => rm(join(repository, '..'), { recursive: true, force: true }));

const said = async (...args: string[]): Promise<string> => (await git(repository, args)).trim();

test('a commit is read as git shows it', async () => {
  for (const sha of (await said('rev-list', '--all')).split('\n')) {
    const commit = await readCommit(repository, sha);
    const format = ['%H', '%P', '%s', '%an <%ae>', '%at', '%cn <%ce>', '%B'].join('%n');
    const time = Date.parse(commit.authoredDate) / 1000;
    const shown = [
      commit.id,
      commit.parentIds.join(' '),
      commit.title,
      `${commit.authorName} <${commit.authorEmail}>`,
      `${time}`,
      `${commit.committerName} <${commit.committerEmail}>`,
      commit.message,
    ];
    expect(shown.join('\n').trim()).toBe(await said('log', '-1', `--format=${format}`, sha));
  }
});

test('folders are listed as git lists them', async () => {
  const listed = await entriesIn(repository, merged, '', true);
  const lines = listed?.map(({ mode, type, oid, path }) => `${mode} ${type} ${oid}\t${path}\0`);
  expect(lines?.join('')).toBe(await said('ls-tree', '-r', '-t', '-z', merged));
  expect(await entriesIn(repository, merged, 'a.txt', false)).toBeNull();
  expect((await entriesIn(repository, merged, 'a', false))?.map(({ path }) => path)).toEqual([
    'a/b',
    'a/d.txt',
  ]);
});

test('the last commit of a path is found across a merge, also where it took the path away', async () => {
  for (const path of ['a/b/c.txt', 'a/d.txt', 'a', 'a.txt', 'gone.txt', 'never.txt'])
    expect(await lastCommitOf(repository, merged, path)).toBe(
      await said('log', '-1', '--format=%H', merged, '--', path),
    );
});

test('a merge starts where git would start it', async () => {
  expect(await commonAncestor(repository, main, side)).toBe(await said('merge-base', main, side));
});

test('a commit of every kind of action is one that git finds nothing to say about', async () => {
  const actions = [
    { action: 'create', file_path: 'new/deep/file.txt', content: 'new' },
    { action: 'update', file_path: 'a.txt', content: 'A' },
    { action: 'chmod', file_path: 'a/d.txt', execute_filemode: true },
    { action: 'move', file_path: 'moved.txt', previous_path: 'a-b/é "q".txt' },
    { action: 'delete', file_path: 'a/b/c.txt' },
  ] as const;
  const made = await commitActions(repository, merged, 'All', [...actions], {
    name: '  Mia\n<x> ',
    email: 'mia@acme.example',
  });
  const sha = 'sha' in made ? made.sha : '';
  expect(await said('fsck', '--strict', sha)).toBe('');
  expect((await said('diff', '--raw', '--abbrev=4', '-M', merged, sha)).split('\n')).toHaveLength(
    5,
  );
  expect(await said('ls-tree', '-r', '--name-only', sha)).toBe(
    'a.txt\na/d.txt\nmoved.txt\nnew/deep/file.txt',
  );
  expect(await said('log', '-1', '--format=%an', sha)).toBe('Miax');
  expect(await treeOf(repository, sha)).toBe(await said('rev-parse', `${sha}^{tree}`));
});

test('what cannot be is refused', async () => {
  const asked = (file_path: string, action: 'create' | 'update' | 'delete') =>
    commitActions(repository, merged, 'x', [{ action, file_path, content: '' }], mia);
  await expect(asked('a.txt/b', 'create')).rejects.toThrow('both a file and as a directory');
  expect(await asked('a', 'create')).toEqual({ error: 'A file with this name already exists' });
  expect(await asked('a', 'delete')).toEqual({ error: "A file with this name doesn't exist" });
  await expect(writeRef(repository, 'refs/heads/a..b', merged)).rejects.toThrow('no name');
  await expect(writeRef(repository, 'refs/heads/main/x', merged)).rejects.toThrow('main');
});

test('refs are made, moved and taken away', async () => {
  await writeRef(repository, 'refs/heads/some/branch', main);
  await writeRef(repository, 'refs/heads/some/branch', side);
  expect(await said('rev-parse', 'some/branch')).toBe(side);
  await deleteRef(repository, 'refs/heads/some/branch');
  expect(await said('branch', '--list', 'some/*')).toBe('');
});
