import { describe, expect, test } from 'vitest';
import { mayRunOn, roleIn, variablesForbidden } from '../../../utils/pipeline/access.ts';
import { aBranch, aProject } from '../fakes/entities.ts';

const access = (access_level: number) => ({ access_level });
const project = (role: number | null, more: Parameters<typeof aProject>[0] = {}) =>
  aProject({ permissions: { project_access: role === null ? null : access(role) }, ...more });

describe('the user’s role', () => {
  test('is the higher one of project and group', () => {
    const both = { project_access: access(30), group_access: access(50) };
    expect(roleIn(aProject({ permissions: both }))).toBe(50);
    const own = { project_access: access(40), group_access: access(20) };
    expect(roleIn(aProject({ permissions: own }))).toBe(40);
  });

  test('may not be told', () => {
    expect(
      roleIn(aProject({ permissions: { project_access: null, group_access: null } })),
    ).toBeNull();
  });
});

describe('running a pipeline', () => {
  const free = aBranch('main', { protected: false, can_push: false });
  const locked = aBranch('main', {
    protected: true,
    can_push: false,
    developers_can_merge: false,
  });
  const mergeable = { ...locked, developers_can_merge: true };
  const pushable = { ...locked, can_push: true };

  test.each([
    ['a Reporter', 20, pushable, 'no'],
    ['a Developer', 30, pushable, 'yes'],
    ['someone whose role is not told', null, pushable, 'yes'],
    ['a Developer', 30, free, 'yes'],
    ['someone whose role is not told', null, free, 'unknown'],
    ['a Developer', 30, locked, 'no'],
    ['a Developer', 30, mergeable, 'yes'],
    ['a Maintainer', 40, locked, 'unknown'],
    ['a Maintainer', 40, mergeable, 'yes'],
    ['someone whose role is not told', null, mergeable, 'unknown'],
  ] as const)('%s (%j) on %j: %s', (_who, role, branch, may) => {
    expect(mayRunOn(branch, role)).toBe(may);
  });
});

test.each([
  ['no_one_allowed', 50, true],
  ['no_one_allowed', null, true],
  ['owner', 40, true],
  ['owner', 50, false],
  ['owner', null, false],
  ['maintainer', 30, true],
  ['maintainer', 40, false],
  ['maintainer', null, false],
  ['developer', 30, false],
] as const)(
  'variables for %s and above, from a user of role %j: refused is %j',
  (needed, role, no) => {
    const set = { ci_pipeline_variables_minimum_override_role: needed };
    expect(variablesForbidden(project(role, set))).toBe(no);
  },
);
