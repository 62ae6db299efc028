import type { DoctorLine } from '../Diagnosis.ts';
import type { SiteFacts } from '../Facts.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** What the job's YAML needs, and what inputs need. */
const JOB = [16, 11] as const;
const INPUTS = [18, 1] as const;

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ours = 0, theirs = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return ours > major || (ours === major && theirs >= minor);
}

/** Whether a GitLab takes inputs for a pipeline; assumed where its version is not known. */
export function takesInputs({ version }: SiteFacts): boolean {
  return !version.ok || isAtLeast(version.value, INPUTS);
}

/** Whether this GitLab is new enough for the job, and for inputs. */
export function judgeVersion({ version }: SiteFacts): DoctorLine[] {
  if (!version.ok) return [unread('version', version.failure)];
  const values = [version.value];
  if (!isAtLeast(version.value, JOB)) return [red('version', 'version_old', { values })];
  if (!isAtLeast(version.value, INPUTS)) return [amber('version', 'version_no_inputs', { values })];
  return [fine('version', 'version', version.value)];
}
