import { expect, test } from 'vitest';
import { knownVersions } from '../../../utils/pipeline/knownVersions.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const told = (version: string) => fakeGitLab({ version: async () => ok({ version }) });

test('a site is asked for its version once, even by two at the same time; another one by itself', async () => {
  const versionOf = knownVersions();
  const gitLab = told('18.9.0');
  expect(await Promise.all([versionOf('a', gitLab), versionOf('a', gitLab)])).toEqual([
    '18.9.0',
    '18.9.0',
  ]);
  expect(gitLab.calls).toEqual(['version']);
  expect(await versionOf('b', told('17.1.0'))).toBe('17.1.0');
  expect(await versionOf('a', told('19.0.0'))).toBe('18.9.0');
});

test('a site that does not say is asked again later', async () => {
  const versionOf = knownVersions();
  expect(await versionOf('a', fakeGitLab({ version: async () => fails('network') }))).toBeNull();
  expect(await versionOf('a', told('18.9.0'))).toBe('18.9.0');
});
