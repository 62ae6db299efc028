import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { fine, red, unread } from '../lines.ts';
import { findVariable, judgeVariable } from './judgeVariable.ts';
import { providerKeys } from './providerKeys.ts';

/** Whether the job gets what it reaches the model with, and the log does not show it. */
export function judgeProvider(facts: Facts): DoctorLine[] {
  const { variables, inherited, answered } = facts;
  const job = jobThatRuns(facts.jobs);
  if (job === null) return [];
  if (!variables.ok) return [unread('provider', variables.failure)];
  const fix = settingsLink(facts, 'variables');
  const keys: string[] = [];
  // A job that ran with it proves more than any list of variables.
  const proved = fine('provider', 'provider_proved');
  const lines = providerKeys(job).flatMap(({ anyOf, secret }) => {
    const variable = anyOf.map((key) => findVariable(facts, key)).find((one) => one !== null);
    const values = [anyOf[0] ?? ''];
    if (variable) {
      keys.push(variable.key);
      return judgeVariable('provider', variable, secret, facts) ?? [];
    }
    return inherited.complete
      ? red('provider', 'provider_missing', { values, fix })
      : answered
        ? proved
        : red('provider', 'provider_perhaps_above', { values, fix });
  });
  return lines.length > 0 ? lines : [fine('provider', 'provider', keys.join(', '))];
}
