import type { ProjectVariable } from '../../../gitlab/projectSettings.ts';
import type { CheckName } from '../Cause.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { amber, red } from '../lines.ts';

/** The variable that a job without an environment gets: the project's before a group's. */
export function findVariable(facts: Facts, key: string): ProjectVariable | null {
  const own = facts.variables.ok ? facts.variables.value : [];
  const named = [...own, ...facts.inherited.variables].filter((one) => one.key === key);
  return named.find(reaches) ?? named[0] ?? null;
}

function reaches({ environment_scope: scope = '*' }: ProjectVariable): boolean {
  return scope === '*';
}

/** What is wrong with a variable that is there: the job does not get it, or the log may show it. Null for nothing. */
export function judgeVariable(
  check: CheckName,
  variable: ProjectVariable,
  secret: boolean,
  facts: Facts,
): DoctorLine | null {
  const { key, environment_scope: scope = '*' } = variable;
  const fix = settingsLink(facts, 'variables');
  const branch = facts.place.ok ? facts.place.value.branch : null;
  if (!reaches(variable)) return red(check, 'variable_scoped', { values: [key, scope], fix });
  if (variable.protected && branch?.protected === false)
    return red(check, 'variable_protected', { values: [key, branch.name], fix });
  return secret && !variable.masked
    ? amber(check, 'variable_unmasked', { values: [key], fix })
    : null;
}
