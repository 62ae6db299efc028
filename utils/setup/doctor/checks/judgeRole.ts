import type { Failure } from '../../../gitlab/Failure.ts';
import { DEVELOPER } from '../../../pipeline/access.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** GitLab's own names, which it does not translate in its API. */
const NAMES: Record<number, string> = {
  10: 'Guest',
  15: 'Planner',
  20: 'Reporter',
  30: 'Developer',
  40: 'Maintainer',
  50: 'Owner',
};

/** Whether the user may run pipelines in the project. */
export function judgeRole(facts: Facts): DoctorLine[] {
  const { role, home, trigger } = facts;
  const fix = settingsLink(facts, 'members');
  if (home.archived === true)
    return [red('role', 'archived', { fix: settingsLink(facts, 'general') })];
  if (role === null) return [amber('role', 'role_unknown', { fix })];
  const name = NAMES[role] ?? String(role);
  if (role < DEVELOPER && trigger) return [amber('role', 'role_trigger', { values: [name] })];
  return role < DEVELOPER
    ? [red('role', 'role_low', { values: [name], fix })]
    : [fine('role', 'role', name)];
}

/** The line for a project that cannot be read. */
export function judgeUnseen(project: string, failure: Failure): DoctorLine[] {
  const { kind } = failure;
  return kind === 'not_found' || kind === 'forbidden'
    ? [red('role', 'project_unseen', { values: [project] })]
    : [unread('role', failure)];
}
