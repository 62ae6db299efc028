import { describe, expect, test } from 'vitest';
import type { Project } from '../../../utils/gitlab/entities.ts';
import type { SetupChoice } from '../../../utils/setup/addJob/SetupPlan.ts';
import { createSetup } from '../../../utils/setup/createSetup.ts';
import { aBranch, aProject, SITE } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';
import { kinds, template, WISH } from './useShop.ts';

const address = { site: SITE, project: 'acme/webshop' };
const MAINTAINER = { project_access: { access_level: 40 }, group_access: null };
const GUEST = { project_access: { access_level: 10 }, group_access: null };

function setupIn(more: Partial<Project>) {
  const project = aProject({ permissions: MAINTAINER, ...more });
  const gitLab = fakeGitLab({
    project: async () => ok(project),
    branch: async (_, name) => {
      // An empty repository has none, whatever its default branch is called; a Guest may not ask.
      if (project.empty_repo) return fails('not_found');
      return project.default_branch === null ? fails('forbidden') : ok(aBranch(name));
    },
    version: async () => ok({ version: '18.9.0' }),
  });
  return { gitLab, setup: createSetup({ gitLabFor: async () => ok(gitLab), template }) };
}

/** `GET /projects/:id` of GitLab 18.9. */
const BLOCKED: [what: string, project: Partial<Project>, note: string][] = [
  [
    'an empty repository, whose default branch has a name',
    { empty_repo: true },
    'empty_repository',
  ],
  ['an archived project', { archived: true }, 'archived'],
  [
    'a project without a repository',
    { default_branch: null, repository_access_level: 'disabled', empty_repo: true },
    'repository_off',
  ],
  [
    'a private project, for a Guest',
    { default_branch: null, permissions: GUEST, empty_repo: false },
    'not_developer',
  ],
];
const CI_OFF = { jobs_enabled: false, builds_access_level: 'disabled' };

const JOB: SetupChoice[] = [
  { ...WISH, claudeMd: true },
  { ...WISH, placement: 'include', claudeMd: true },
  { kind: 'makeRunnerBranch' },
  { kind: 'addInclude' },
];

async function expectNothing(project: Partial<Project>, choice: SetupChoice, expected: string) {
  const { gitLab, setup } = setupIn(project);
  const plan = await setup.plan(address, choice);
  if (!plan.ok) throw new Error(JSON.stringify(plan.failure));
  expect([plan.value.steps, kinds(plan.value)]).toEqual([[], [expected]]);
  const done = await setup.carryOut(address, choice, plan.value.digest);
  expect(done).toMatchObject({ ok: true, value: { done: [] } });
  expect(gitLab.calls.filter((call) => call.startsWith('create'))).toEqual([]);
}

describe.each(BLOCKED)('in %s', (_what, project, expected) => {
  test.each([...JOB, { kind: 'starterClaudeMd' } as const])(
    'nothing is written by $kind $placement, and the reason is told',
    (choice) => expectNothing(project, choice, expected),
  );

  test('a look tells it before anything is chosen', async () => {
    const look = await setupIn(project).setup.look(address);
    expect(look).toMatchObject({ ok: true, value: { runner: expected } });
  });
});

describe('where CI/CD is switched off', () => {
  test.each([{ ...WISH }, ...JOB.slice(1)])('no job is written by $kind $placement', (choice) =>
    expectNothing(
      CI_OFF,
      { ...choice, ...('claudeMd' in choice && { claudeMd: false }) },
      'ci_off',
    ),
  );
});
