import { describe, expect, test } from 'vitest';
import type { Context } from '../../../utils/context/Context.ts';
import type { Project } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { deliveryOf, PUSH_TOKEN } from '../../../utils/pipeline/deliveryOf.ts';
import { aBranch, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const maintainer: Partial<Project> = {
  permissions: { project_access: { access_level: 40 }, group_access: null },
  namespace: { full_path: 'acme', kind: 'group' },
};
const token = { key: PUSH_TOKEN, protected: true, masked: true };

function aContext(mergeRequest?: { state?: string; source?: number; branch?: string }): Context {
  const { state = 'opened', source = 5, branch = 'fix/total' } = mergeRequest ?? {};
  return {
    title: '',
    author: 'dev',
    private: false,
    parts: [],
    ids: { source_project_id: source, target_project_id: 5 },
    record: { facts: { state }, texts: {} },
    ...(mergeRequest && { branch }),
  };
}

async function delivery(
  context: Context,
  answers: Partial<GitLab> = {},
  more: { project?: Partial<Project>; lacksToken?: boolean } = {},
) {
  const project = aProject(more.project);
  const gitLab = fakeGitLab({
    branch: async (_, name) => ok(aBranch(name, { protected: false })),
    ...answers,
  });
  return deliveryOf(gitLab, { project, home: project, context }, more.lacksToken ?? false);
}

describe('what Claude changes', () => {
  test.each([
    ['an issue', aContext(), { to: 'new_branch' }],
    ['a merge request', aContext({}), { to: 'source_branch', branch: 'fix/total' }],
    ['one from a fork', aContext({ source: 9 }), { to: 'patch', why: 'fork' }],
    ['one that is merged', aContext({ state: 'merged' }), { to: 'own_branch' }],
    ['one from main', aContext({ branch: 'main' }), { to: 'protected_branch', branch: 'main' }],
  ])('for %s is told before it is asked for', async (_what, context, expected) => {
    expect(await delivery(context)).toEqual(expected);
  });

  test('comes as a merge request into a protected source branch', async () => {
    const answers: Partial<GitLab> = {
      branch: async (_, name) => ok(aBranch(name, { protected: true })),
    };
    expect(await delivery(aContext({}), answers)).toMatchObject({ to: 'protected_branch' });
  });
});

describe('without a token to push with', () => {
  const other = { ...token, key: 'DEPLOY_TOKEN' };
  const none: Partial<GitLab> = { projectVariables: async () => ok([other]) };

  test('it stays a patch, which a Maintainer is told', async () => {
    const answers = { ...none, groupVariables: async () => ok([]) };
    expect(await delivery(aContext(), answers, { project: maintainer })).toEqual({
      to: 'patch',
      why: 'no_token',
    });
  });

  test('it may stay one where the group’s variables cannot be seen', async () => {
    const answers = { ...none, groupVariables: async () => fails('forbidden') };
    expect(await delivery(aContext({}), answers, { project: maintainer })).toEqual({
      to: 'source_branch',
      branch: 'fix/total',
      tokenUnseen: true,
    });
  });

  test('a Developer knows it from an earlier run', async () => {
    expect(await delivery(aContext({}), {}, { lacksToken: true })).toMatchObject({
      why: 'no_token',
    });
  });

  test('a token that is there now counts for more than an earlier run', async () => {
    const answers = { projectVariables: async () => ok([token]) };
    const more = { project: maintainer, lacksToken: true };
    expect(await delivery(aContext({}), answers, more)).toMatchObject({ to: 'source_branch' });
  });

  test('a Developer’s rights are not tried on variables', async () => {
    const project = aProject();
    const gitLab = fakeGitLab();
    await deliveryOf(gitLab, { project, home: project, context: aContext() }, false);
    expect(gitLab.calls).toEqual([]);
  });
});
