import { describe, expect, test } from 'vitest';
import { locateRootFile, readRootFile } from '../../../utils/pipeline/locateRootFile.ts';
import { declaredInputs, inputsTaken } from '../../../utils/pipeline/rootFile.ts';
import { INPUT_OF } from '../../../utils/pipeline/flowVariables.ts';
import { aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

test.each([
  [null, { kind: 'own', path: '.gitlab-ci.yml' }],
  [' ', { kind: 'own', path: '.gitlab-ci.yml' }],
  ['ci/main.yml', { kind: 'own', path: 'ci/main.yml' }],
  ['https://ci.test/x.yml', { kind: 'url', url: 'https://ci.test/x.yml' }],
  ['http://ci.test/x.yml', { kind: 'url', url: 'http://ci.test/x.yml' }],
  ['x.yml@acme/ci', { kind: 'project', path: 'x.yml', project: 'acme/ci', ref: null }],
  ['x.yml@acme/ci:v1', { kind: 'project', path: 'x.yml', project: 'acme/ci', ref: 'v1' }],
])('the setting %j leads to %j', (setting, location) => {
  expect(locateRootFile(setting)).toEqual(location);
});

describe('the root file', () => {
  const own = { kind: 'own', path: 'ci.yml' } as const;
  const other = { kind: 'project', path: 'x.yml', project: 'acme/ci', ref: null } as const;

  test('of the project is read at the ref; missing it says which', async () => {
    const gitLab = fakeGitLab({ file: async () => ok('job: {}') });
    expect(await readRootFile(gitLab, aProject(), 'main', own)).toEqual(ok('job: {}'));
    expect(gitLab.calls).toEqual([expect.stringMatching(/^file .*ci\.yml.*main/)]);
    expect(await readRootFile(fakeGitLab(), aProject(), 'main', own)).toEqual(
      fails('no_ci_file', { subject: 'ci.yml' }),
    );
    const refused = fakeGitLab({ file: async () => fails('forbidden') });
    expect(await readRootFile(refused, aProject(), 'main', own)).toEqual(fails('forbidden'));
  });

  test('of another project is read at its ref, else its default branch', async () => {
    const gitLab = fakeGitLab({
      project: async () => ok(aProject({ id: 8, default_branch: 'trunk' })),
      file: async () => ok('job: {}'),
    });
    expect(await readRootFile(gitLab, aProject(), 'main', other)).toEqual(ok('job: {}'));
    await readRootFile(gitLab, aProject(), 'main', { ...other, ref: 'v1' });
    const files = gitLab.calls.filter((call) => call.startsWith('file'));
    expect(files).toEqual([expect.stringContaining('trunk'), expect.stringContaining('v1')]);
  });

  test.each(['network', 'rate_limited', 'token_refused'] as const)(
    'of another project is a failure where GitLab answers %s',
    async (kind) => {
      const project = fakeGitLab({ project: async () => fails(kind) });
      expect(await readRootFile(project, aProject(), 'main', other)).toEqual(fails(kind));
      const file = fakeGitLab({
        project: async () => ok(aProject()),
        file: async () => fails(kind),
      });
      expect(await readRootFile(file, aProject(), 'main', other)).toEqual(fails(kind));
    },
  );

  test.each(['network', 'rate_limited', 'token_refused'] as const)(
    'of another project, with GitLab not to be asked just now (%s), is that failure and nothing that is known',
    async (kind) => {
      const noProject = fakeGitLab({ project: async () => fails(kind) });
      expect(await readRootFile(noProject, aProject(), 'main', other)).toEqual(fails(kind));
      const noFile = fakeGitLab({
        project: async () => ok(aProject({ id: 8 })),
        file: async () => fails(kind),
      });
      expect(await readRootFile(noFile, aProject(), 'main', other)).toEqual(fails(kind));
    },
  );

  test('that cannot be seen is not known', async () => {
    expect(await readRootFile(fakeGitLab(), aProject(), 'main', other)).toEqual(ok(null));
    const empty = fakeGitLab({ project: async () => ok(aProject({ id: 8 })) });
    expect(await readRootFile(empty, aProject(), 'main', other)).toEqual(ok(null));
    const url = { kind: 'url', url: 'https://ci.test/x.yml' } as const;
    const unasked = fakeGitLab();
    expect(await readRootFile(unasked, aProject(), 'main', url)).toEqual(ok(null));
    expect(unasked.calls).toEqual([]);
  });
});

function declaring(names: readonly string[]): string {
  return `spec:\n  inputs:\n${names.map((name) => `    ${name}:\n`).join('')}---\njob: {}\n`;
}

describe('the inputs that a root file declares', () => {
  const ours = Object.values(INPUT_OF);

  test('count only in a header of their own', () => {
    expect(declaredInputs(declaring(['a', 'b']))).toEqual(['a', 'b']);
    expect(declaredInputs(declaring(['a']).replace('---\n', ''))).toEqual([]);
    expect(declaredInputs('job: {}')).toEqual([]);
    expect(declaredInputs('spec: {}\n---\njob: {}')).toEqual([]);
    expect(declaredInputs('spec: [\n---\njob: {}')).toEqual([]);
  });

  test('are all of ours, some, or none', () => {
    expect(inputsTaken(declaring([...ours, 'more']))).toBe('all');
    expect(inputsTaken(declaring(ours.slice(1)))).toBe('some');
    expect(inputsTaken(declaring(['more']))).toBe('none');
  });
});
