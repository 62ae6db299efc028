import { instancesOf } from './instancesOf.ts';
import { isRecord } from './isRecord.ts';

/** What judging may take: each job sees all variables of the file, and each instance of a job and each rule is judged alone. */
const MOST_STEPS = 300_000;
const STEPS_OF_JOB = 100;
const STEPS_OF_RULE = 20;

/** Whether a file, though short enough to be read, takes too long to be judged job by job. */
export function isTooMuch(variables: unknown, jobs: readonly Record<string, unknown>[]): boolean {
  const seen = STEPS_OF_JOB + (isRecord(variables) ? Object.keys(variables).length : 0);
  let steps = 0;
  for (const job of jobs) {
    const rules = Array.isArray(job['rules']) ? job['rules'].flat(9).length : 0;
    const own = isRecord(job['variables']) ? Object.keys(job['variables']).length : 0;
    const instances = 'parallel' in job ? instancesOf(job).length : 1;
    steps += instances * (seen + own + rules * STEPS_OF_RULE);
    if (steps > MOST_STEPS) return true;
  }
  return false;
}
