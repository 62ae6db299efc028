import { expect, test } from 'vitest';
import type { Project } from '../../../utils/gitlab/entities.ts';
import { readInherited } from '../../../utils/pipeline/readInherited.ts';
import { aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** Reads for a project in that namespace, whose groups each have one variable; those named in `closed` are not shown. */
async function inherited(namespace: Project['namespace'], closed: string[] = []) {
  const gitLab = fakeGitLab({
    groupVariables: async (path) =>
      closed.includes(path)
        ? fails('forbidden')
        : ok([{ key: path, protected: true, masked: true }]),
  });
  const project = aProject(namespace && { namespace });
  const { variables, complete } = await readInherited(gitLab, project);
  return { keys: variables.map(({ key }) => key), complete, asked: gitLab.calls.length };
}

test('every group above is read, the nearest first', async () => {
  expect(await inherited({ kind: 'group', full_path: 'acme/shops/web' })).toMatchObject({
    keys: ['acme/shops/web', 'acme/shops', 'acme'],
    complete: true,
  });
});

test('one that is not shown leaves the others, and is said', async () => {
  const namespace = { kind: 'group', full_path: 'acme/web' };
  expect(await inherited(namespace, ['acme'])).toMatchObject({
    keys: ['acme/web'],
    complete: false,
  });
});

test('a user’s own project inherits nothing; where its place is not said, nothing is known', async () => {
  const own = await inherited({ kind: 'user', full_path: 'mia' });
  expect(own).toEqual({ keys: [], complete: true, asked: 0 });
  expect(await inherited(undefined)).toEqual({ keys: [], complete: false, asked: 0 });
});

test('no path makes more requests than GitLab lets groups be deep', async () => {
  const deep = Array.from({ length: 30 }, (_, index) => `g${index}`).join('/');
  expect((await inherited({ kind: 'group', full_path: deep })).asked).toBe(20);
});
