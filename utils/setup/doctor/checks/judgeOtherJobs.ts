import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { ciEditor, makeRunnerBranch } from '../fixes.ts';
import { amber, fine, red } from '../lines.ts';

/** Which jobs would start beside Claude's, a deployment for instance. */
export function judgeOtherJobs(facts: Facts): DoctorLine[] {
  const { jobs } = facts;
  if (jobs === null || jobs.judged.failure !== undefined) return [];
  const { otherJobs } = jobs.judged;
  const fix = makeRunnerBranch(facts) ?? ciEditor(facts);
  const named = (certain: boolean) =>
    otherJobs.filter((job) => job.certain === certain).map(({ name }) => name);
  const [sure, perhaps] = [named(true), named(false)];
  if (sure.length > 0)
    return [red('other_jobs', 'other_jobs', { values: [[...sure, ...perhaps].join(', ')], fix })];
  if (perhaps.length > 0)
    return [amber('other_jobs', 'other_jobs_perhaps', { values: [perhaps.join(', ')], fix })];
  return [fine('other_jobs', 'other_jobs')];
}
