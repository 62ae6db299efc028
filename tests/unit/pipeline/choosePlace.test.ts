import { describe, expect, test } from 'vitest';
import type { Branch, Project } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { choosePlace, type RunPlace } from '../../../utils/pipeline/choosePlace.ts';
import { ownFile, runnerRoot } from '../fakes/ciFiles.ts';
import { aBranch, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

function world(branches: Branch[], files: Record<string, string>): Partial<GitLab> {
  return {
    branch: async (_, name) => {
      const branch = branches.find((candidate) => candidate.name === name);
      return branch ? ok(branch) : fails('not_found');
    },
    file: async (_, path, ref) => {
      const text = files[`${ref}:${path}`];
      return text === undefined ? fails('not_found') : ok(text);
    },
  };
}

async function place(answers: Partial<GitLab>, project = aProject()): Promise<RunPlace> {
  const result = await choosePlace(fakeGitLab(answers), project);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

const FILE = '.gitlab-ci.yml';
const maintainer: Partial<Project> = {
  permissions: { project_access: { access_level: 40 }, group_access: null },
};
const withRunner = world([aBranch('main'), aBranch('ask-claude')], {
  [`ask-claude:${FILE}`]: runnerRoot,
  [`main:${FILE}`]: ownFile,
});
const withoutRunner = (main: Partial<Branch>): Partial<GitLab> =>
  world([aBranch('main', main)], { [`main:${FILE}`]: ownFile });

describe('the runner branch', () => {
  test('is chosen where it is protected, and takes inputs', async () => {
    expect(await place(withRunner)).toMatchObject({
      ref: {
        name: 'ask-claude',
        kind: 'runner',
        unprotected: false,
        uncertain: false,
        reason: 'runner_branch',
      },
      transport: 'inputs',
      rootFile: runnerRoot,
    });
  });

  test.each([
    ['is not protected', { protected: false, can_push: true }],
    ['may be pushed to by Developers', { developers_can_push: true, can_push: true }],
  ])('is named as unprotected where it %s', async (_, more) => {
    const answers = world([aBranch('ask-claude', more)], { [`ask-claude:${FILE}`]: runnerRoot });
    expect((await place(answers)).ref).toMatchObject({ kind: 'runner', unprotected: true });
  });

  test('without a CI file says so', async () => {
    expect(await place(world([aBranch('ask-claude')], {}))).toMatchObject({
      failure: { kind: 'no_ci_file', subject: FILE },
    });
  });

  test('is looked for at the path that the project sets', async () => {
    const answers = world([aBranch('ask-claude')], { 'ask-claude:ci/all.yml': runnerRoot });
    const project = aProject({ ci_config_path: 'ci/all.yml' });
    expect((await place(answers, project)).transport).toBe('inputs');
  });

  test('is not offered where the CI file lies in another project, which is read there', async () => {
    const answers: Partial<GitLab> = {
      ...withRunner,
      project: async () => ok(aProject({ id: 9, path_with_namespace: 'acme/ci' })),
      file: async (projectId, path, ref) =>
        projectId === 9 && path === 'x.yml' && ref === 'v1' ? ok(runnerRoot) : fails('not_found'),
    };
    const project = aProject({ ci_config_path: 'x.yml@acme/ci:v1' });
    expect(await place(answers, project)).toMatchObject({
      ref: { name: 'main', kind: 'default', reason: 'ci_file_elsewhere' },
      transport: 'inputs',
    });
  });

  test('is not offered where the CI file is an address, which is not read', async () => {
    const project = aProject({ ci_config_path: 'https://ci.test/x.yml' });
    expect(await place(withRunner, project)).toMatchObject({
      ref: { name: 'main', reason: 'ci_file_elsewhere' },
      rootFile: null,
      transport: 'variables',
    });
  });
});

describe('who may run on a protected branch', () => {
  const neither = { can_push: false, developers_can_merge: false };
  test.each([
    ['a Developer where Developers merge', { developers_can_merge: true }, 30, null, false],
    ['who may push', { can_push: true, developers_can_merge: false }, 30, null, false],
    ['a Developer where neither is said', neither, 30, 'forbidden', false],
    ['a Maintainer where neither is said', neither, 40, null, true],
    ['a Reporter', { developers_can_merge: true }, 20, 'forbidden', false],
  ])('%s', async (_, branch, level, failure, uncertain) => {
    const permissions = { project_access: null, group_access: { access_level: level } };
    const result = await place(withoutRunner(branch), aProject({ permissions }));
    expect(result.failure?.kind ?? null).toBe(failure);
    expect(result.ref.uncertain).toBe(uncertain);
  });

  test('a role that GitLab does not tell is left to the answer', async () => {
    const project = aProject({ permissions: { project_access: null, group_access: null } });
    const result = await place(withoutRunner({}), project);
    expect(result).toMatchObject({ ref: { uncertain: true } });
    expect(result.failure).toBeUndefined();
  });

  test('on an unprotected branch any Developer', async () => {
    const result = await place(withoutRunner({ protected: false, developers_can_merge: false }));
    expect(result.failure).toBeUndefined();
  });
});

describe('the transport', () => {
  test('is variables where the root file takes no inputs', async () => {
    expect(await place(withoutRunner({}))).toMatchObject({
      transport: 'variables',
      ref: { reason: 'no_runner_branch' },
    });
  });

  test('is variables where only some of ours are declared', async () => {
    const some = runnerRoot.replace(/ {4}resource:.*\n/, '');
    const answers = world([aBranch('ask-claude')], { [`ask-claude:${FILE}`]: some });
    expect((await place(answers)).transport).toBe('variables');
  });

  test('inputs declared without a header of their own do not count', async () => {
    const answers = world([aBranch('ask-claude')], {
      [`ask-claude:${FILE}`]: runnerRoot.replace('---', ''),
    });
    expect((await place(answers)).transport).toBe('variables');
  });

  test.each([
    ['no_one_allowed', 40, 'variables_forbidden'],
    ['owner', 40, 'variables_forbidden'],
    ['owner', 50, undefined],
    ['maintainer', 40, undefined],
    ['developer', 40, undefined],
  ])('variables where %s may set them, as role %i', async (setting, level, kind) => {
    const project = aProject({
      permissions: { project_access: { access_level: level }, group_access: null },
      ci_pipeline_variables_minimum_override_role: setting,
    });
    expect((await place(withoutRunner({}), project)).failure?.kind).toBe(kind);
  });

  test('inputs work where variables are forbidden, and a partial root file is said to need its update', async () => {
    const project = aProject({
      ...maintainer,
      ci_pipeline_variables_minimum_override_role: 'no_one_allowed',
    });
    expect((await place(withRunner, project)).failure).toBeUndefined();
    expect((await place(withoutRunner({}), project)).failure).not.toHaveProperty('seen');
    const some = runnerRoot.replace(/ {4}resource:.*\n/, '');
    const answers = world([aBranch('ask-claude')], { [`ask-claude:${FILE}`]: some });
    expect((await place(answers, project)).failure?.seen).toEqual({
      what: 'some_inputs',
      values: ['ask-claude'],
    });
  });
});

test('branches that cannot be read are a failure, not a missing runner branch', async () => {
  const gitLab = fakeGitLab({ ...withRunner, branch: async () => fails('network') });
  expect(await choosePlace(gitLab, aProject())).toEqual(fails('network'));
  const half = fakeGitLab({
    ...withRunner,
    branch: async (_, name) => (name === 'main' ? ok(aBranch(name)) : fails('network')),
  });
  expect(await choosePlace(half, aProject())).toEqual(fails('network'));
});

test('an empty repository has no ref', async () => {
  const result = await choosePlace(fakeGitLab(), aProject({ default_branch: null }));
  expect(result).toEqual(fails('no_ref', { reason: 'empty_repository' }));
});
