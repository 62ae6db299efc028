import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { pageOf } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { amber, fine, red, unread } from '../lines.ts';
import { findVariable, judgeVariable } from './judgeVariable.ts';
import { providerKeys } from './providerKeys.ts';

/** Whether the job gets what it reaches the model with, and the log does not show it. */
export function judgeProvider(facts: Facts): DoctorLine[] {
  const { variables, inherited } = facts;
  const job = jobThatRuns(facts.jobs);
  if (job === null) return [];
  if (!variables.ok) return [unread('provider', variables.failure)];
  const fix = pageOf(facts, 'variables');
  const keys: string[] = [];
  const lines = providerKeys(job).flatMap(({ anyOf, secret }) => {
    const variable = anyOf.map((key) => findVariable(facts, key)).find((one) => one !== null);
    const values = [anyOf[0] ?? ''];
    if (variable) {
      keys.push(variable.key);
      return judgeVariable('provider', variable, secret, facts) ?? [];
    }
    return inherited.complete
      ? red('provider', 'provider_missing', { values, fix })
      : amber('provider', 'provider_perhaps_above', { values, fix });
  });
  return lines.length > 0 ? lines : [fine('provider', 'provider', keys.join(', '))];
}
