import { expect, test } from 'vitest';
import type { Project } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { settingNames } from '../../../utils/pipeline/settingNames.ts';
import { aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const named = (key: string) => ok([{ key, protected: true, masked: true }]);
const shown: Partial<GitLab> = {
  projectVariables: async () => named('OWN'),
  groupVariables: async (path) => named(`OF_${path}`),
};

function inGroup(level: number | null): Project {
  return aProject({
    namespace: { kind: 'group', full_path: 'acme' },
    permissions: {
      project_access: level === null ? null : { access_level: level },
      group_access: null,
    },
  });
}

test('a Maintainer sees the names of the project’s variables and its groups’', async () => {
  const names = new Set(['OWN', 'OF_acme']);
  expect(await settingNames(fakeGitLab(shown), inGroup(40))).toEqual(names);
  expect(await settingNames(fakeGitLab(shown), inGroup(null))).toEqual(names);
});

test('a Developer is not shown them, and nothing is asked for', async () => {
  const gitLab = fakeGitLab(shown);
  expect(await settingNames(gitLab, inGroup(30))).toBeNull();
  expect(gitLab.calls).toEqual([]);
});

test.each<[string, Partial<GitLab>]>([
  ['the project’s', { projectVariables: async () => fails('forbidden') }],
  ['a group’s', { groupVariables: async () => fails('forbidden') }],
])('where %s are not shown any name may be set', async (_, answers) => {
  expect(await settingNames(fakeGitLab({ ...shown, ...answers }), inGroup(40))).toBeNull();
});
