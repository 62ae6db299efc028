import { expect, test } from 'vitest';
import type { Project } from '../../../utils/gitlab/entities.ts';
import { choosePlace } from '../../../utils/pipeline/choosePlace.ts';
import { codeBlock, projectBlock } from '../../../utils/pipeline/projectBlock.ts';
import { ownFile } from '../fakes/ciFiles.ts';
import { aBranch, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

function as(level: number | null): Pick<Project, 'permissions'> {
  const project_access = level === null ? null : { access_level: level };
  return { permissions: { project_access, group_access: null } };
}

/** What `GET /projects/:id` of GitLab 18.9 says of such projects. */
const on = {
  empty_repo: false,
  archived: false,
  jobs_enabled: true,
  builds_access_level: 'enabled',
  repository_access_level: 'enabled',
};
const off = { jobs_enabled: false, builds_access_level: 'disabled' };

test.each<[string, Partial<Project>, string | undefined]>([
  ['an ordinary one', on, undefined],
  ['an older GitLab’s, which says less', {}, undefined],
  ['an archived one', { ...on, archived: true }, 'archived'],
  ['one without CI/CD', { ...on, ...off }, 'ci_off'],
  [
    'an empty one, whose default branch has a name',
    { ...on, empty_repo: true },
    'empty_repository',
  ],
  ['an empty one of old', { default_branch: null }, 'empty_repository'],
  [
    'an empty one, to who is no member',
    { ...on, ...as(null), empty_repo: true, default_branch: null },
    'empty_repository',
  ],
  [
    'an empty one of old, to who is no member',
    { ...as(null), default_branch: null },
    'empty_repository',
  ],
  [
    'one without branches, to a Planner',
    { ...on, ...as(15), default_branch: null },
    'empty_repository',
  ],
  ['an archived one without CI/CD', { ...on, ...off, archived: true }, 'archived'],
  [
    'one whose CI/CD is off by its feature alone',
    { ...on, builds_access_level: 'disabled' },
    'ci_off',
  ],
  [
    'one without a repository',
    { ...on, ...off, empty_repo: true, repository_access_level: 'disabled', default_branch: null },
    'repository_off',
  ],
  ['a private one, to a Guest', { ...on, ...as(10), default_branch: null }, 'role'],
  [
    'one whose code is for members, to others',
    { ...on, ...as(null), default_branch: null },
    'role',
  ],
])('%s is told as such', (_what, project, reason) => {
  expect(projectBlock(aProject(project))?.reason).toBe(reason);
});

test('a project without CI/CD can be worked on from a central runner project', () => {
  expect(codeBlock(aProject({ ...on, ...off }))).toBeNull();
});

test('nothing is asked of a project in which no pipeline can run', async () => {
  const gitLab = fakeGitLab();
  const place = await choosePlace(gitLab, aProject({ ...on, archived: true }));
  expect(place).toEqual({ ok: false, failure: { kind: 'forbidden', reason: 'archived' } });
  expect(gitLab.calls).toEqual([]);
});

test('without a CI file that is told, not that the branch is closed to the user', async () => {
  const main = aBranch('main', { developers_can_merge: false });
  const branch = async (_: number, name: string) =>
    name === 'main' ? ok(main) : fails('not_found');
  const project = aProject(as(30));
  const failureWith = async (file: string | null) => {
    const answer = file === null ? fails('not_found') : ok(file);
    const place = await choosePlace(fakeGitLab({ branch, file: async () => answer }), project);
    return place.ok ? place.value.failure?.kind : null;
  };
  expect(await failureWith(null)).toBe('no_ci_file');
  expect(await failureWith(ownFile)).toBe('forbidden');
});

test('a role that is not enough is told first', async () => {
  const gitLab = fakeGitLab({ branch: async (_, name) => ok(aBranch(name)) });
  const place = await choosePlace(gitLab, aProject(as(20)));
  expect(place.ok && place.value.failure).toMatchObject({ kind: 'forbidden', reason: 'role' });
});
