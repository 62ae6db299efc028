import { DEVELOPER } from '../../../pipeline/access.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { amber, fine, red, unread } from '../lines.ts';
import { findVariable, judgeVariable } from './judgeVariable.ts';

const KEY = 'GITLAB_ACCESS_TOKEN';

/** None of the project's own tokens could be behind the variable; it may be a group's or a person's then. */
function noneAlive({ accessTokens }: Facts): boolean {
  return accessTokens !== null && accessTokens.length > 0
    ? !accessTokens.some(
        ({ active, scopes, access_level: level }) =>
          active && scopes.includes('api') && level >= DEVELOPER,
      )
    : false;
}

/** Whether the job can push, open merge requests and reply. */
export function judgeWriteBack(facts: Facts): DoctorLine[] {
  const { variables, inherited } = facts;
  if (jobThatRuns(facts.jobs) === null) return [];
  if (!variables.ok) return [unread('write_back', variables.failure)];
  const variable = findVariable(facts, KEY);
  const values = [KEY];
  const fix = settingsLink(facts, 'project_tokens');
  if (variable === null) {
    return inherited.complete
      ? [red('write_back', 'write_back_missing', { values, fix })]
      : [amber('write_back', 'write_back_perhaps_above', { values, fix })];
  }
  const wrong = judgeVariable('write_back', variable, true, facts);
  if (wrong) return [wrong];
  return noneAlive(facts)
    ? [amber('write_back', 'write_back_expired', { values, fix })]
    : [fine('write_back', 'write_back', KEY)];
}
