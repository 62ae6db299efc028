import { MAINTAINER, OWNER, variablesForbidden } from '../../../pipeline/access.ts';
import { inputsTaken } from '../../../pipeline/rootFile.ts';
import type { Fix } from '../../Fix.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { bringJob, isMaintainer } from '../fixes.ts';
import { amber, fine, red } from '../lines.ts';
import { takesInputs } from './judgeVersion.ts';

/** To and from `owner` it is the Owners' to change, everything else a Maintainer's (measured on 18.9). */
function mayChange({ role, home }: Facts): boolean {
  const setting = home.ci_pipeline_variables_minimum_override_role ?? '';
  const needed = setting === 'owner' ? OWNER : MAINTAINER;
  return role !== null && role >= needed;
}

/** For those who may change the setting, the setting; for the others the way by inputs, which needs none. */
function wayOut(facts: Facts): Fix | null {
  if (mayChange(facts)) return { kind: 'allowVariables' };
  return takesInputs(facts) && isMaintainer(facts) ? bringJob(facts) : null;
}

/** Whether an ask gets to the job: by inputs, or by pipeline variables that the user may set. */
export function judgeVariablesRight(facts: Facts): DoctorLine[] {
  const { home, place } = facts;
  const setting = home.ci_pipeline_variables_minimum_override_role;
  const byInputs = place.ok && place.value.transport === 'inputs';
  if (byInputs) {
    if (setting === undefined || setting === 'no_one_allowed')
      return [fine('variables', 'variables_not_needed')];
    const fix: Fix | null = mayChange(facts) ? { kind: 'forbidVariables' } : null;
    return [amber('variables', 'variables_open', { values: [setting], fix })];
  }
  if (facts.trigger ? setting === 'no_one_allowed' : variablesForbidden(home)) {
    const rootFile = place.ok ? (place.value.rootFile ?? '') : '';
    const outdated =
      place.ok && place.value.ref.kind === 'runner' && inputsTaken(rootFile) !== 'all';
    return outdated && takesInputs(facts)
      ? [red('variables', 'variables_outdated', { fix: bringJob(facts) })]
      : [red('variables', 'variables_forbidden', { values: [setting ?? ''], fix: wayOut(facts) })];
  }
  // A trigger token sets them as its owner, whose role is not told.
  return setting === undefined || facts.trigger
    ? [amber('variables', 'variables_unknown')]
    : [fine('variables', 'variables', setting)];
}
