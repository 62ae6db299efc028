import type { Fix } from '../Fix.ts';
import type { Cause } from './Cause.ts';

/** What the doctor looks at, in the order in which it is shown. */
export const CHECKS = [
  'token',
  'version',
  'role',
  'ref',
  'variables',
  'ci_file',
  'job',
  'other_jobs',
  'sample',
  'provider',
  'write_back',
  'runner',
  'job_token',
  'push_rules',
  'instructions',
  'central',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** Red: asks will not work. Amber: it cannot be told, or it works with a drawback. */
export type Light = 'green' | 'amber' | 'red';

/** One thing that was looked at. */
export interface DoctorLine {
  check: CheckName;
  light: Light;
  /** Key of the words under `doctor.causes`: what is so, and what to do. */
  cause: Cause;
  /** What stands in those words for `$1`, `$2`…, in this order. */
  values?: string[];
  /** GitLab's own words, or a piece of the project's own text. */
  detail?: string;
  fix?: Fix;
}

/** All that the doctor says of one project. */
export interface Diagnosis {
  project: { id: number; path: string; webUrl: string };
  lines: DoctorLine[];
}
