import { expect, test } from 'vitest';
import { readIncluded } from '../../../utils/pipeline/readIncluded.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** The files that are read of a repository for a root file, in their order. */
async function readOf(files: Record<string, string>, rootFile: string): Promise<string[]> {
  const gitLab = fakeGitLab({
    file: async (_, path) => {
      const text = files[path];
      return text === undefined ? fails('not_found') : ok(text);
    },
  });
  const texts = await readIncluded(gitLab, 5, 'main', rootFile);
  expect([...texts.values()]).toEqual([...texts.keys()].map((path) => files[path]));
  return gitLab.calls.map((call) => JSON.parse(call.split(' ')[1] ?? ''));
}

const JOB = 'a: {script: [x]}\n';

test('files of the same project are read, and those that they include, each once', async () => {
  const files = { 'a.yml': 'include: [/b.yml, a.yml]', 'b.yml': 'include: a.yml', 'c.yml': JOB };
  expect(await readOf(files, 'include: [a.yml, a.yml, {local: c.yml}]')).toEqual([
    'a.yml',
    'c.yml',
    'b.yml',
  ]);
});

test('three files deep, no further', async () => {
  const files = {
    '1.yml': 'include: 2.yml',
    '2.yml': 'include: 3.yml',
    '3.yml': 'include: 4.yml',
    '4.yml': JOB,
  };
  expect(await readOf(files, 'include: 1.yml')).toEqual(['1.yml', '2.yml', '3.yml']);
});

test('twenty files in all', async () => {
  const names = Array.from({ length: 15 }, (_, index) => `${index}.yml`);
  const more = Array.from({ length: 15 }, (_, index) => `more-${index}.yml`);
  const files = Object.fromEntries(
    [...names, ...more].map((name) => [name, `include: [${more.join(', ')}]`]),
  );
  expect(await readOf(files, `include: [${names.join(', ')}]`)).toEqual([
    ...names,
    ...more.slice(0, 5),
  ]);
});

test.each([
  ['nothing', JOB],
  ['files of others', 'include: [{remote: https://x.test/a.yml}, {project: g/p, file: a.yml}]'],
  ['files by a pattern', 'include: ci/*.yml'],
  ['what cannot be read', 'include: [a.yml'],
  ['what is too long to be read', `include: a.yml\n#${'x'.repeat(1_100_000)}`],
])('a root file that includes %s has none read', async (_, rootFile) => {
  expect(await readOf({ 'a.yml': JOB }, rootFile)).toEqual([]);
});

test('of included files those count that are there and not too long', async () => {
  const long = `include: c.yml\n#${'x'.repeat(1_100_000)}`;
  const gitLab = fakeGitLab({
    file: async (_, path) =>
      path === 'gone.yml' ? fails('not_found') : ok(path === 'long.yml' ? long : JOB),
  });
  const root = 'include: [gone.yml, long.yml, a.yml]';
  expect(await readIncluded(gitLab, 5, 'main', root)).toEqual(new Map([['a.yml', JOB]]));
  expect(gitLab.calls).toHaveLength(3);
});
