import { INPUTS_SINCE, isAtLeast, OLDEST } from '../../../gitlab/versions.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { SiteFacts } from '../Facts.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** Whether a GitLab takes inputs for a pipeline; assumed where its version is not known. */
export function takesInputs({ version }: SiteFacts): boolean {
  return !version.ok || isAtLeast(version.value, INPUTS_SINCE);
}

/** Whether this GitLab is new enough for the job, and for inputs. */
export function judgeVersion({ version }: SiteFacts): DoctorLine[] {
  if (!version.ok) return [unread('version', version.failure)];
  const values = [version.value];
  if (!isAtLeast(version.value, OLDEST)) return [red('version', 'version_old', { values })];
  if (!isAtLeast(version.value, INPUTS_SINCE))
    return [amber('version', 'version_no_inputs', { values })];
  return [fine('version', 'version', version.value)];
}
