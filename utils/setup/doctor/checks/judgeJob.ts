import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { bringJob, ciEditor } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { amber, fine, red } from '../lines.ts';

/** Whether a job that runs Claude exists, and would start for an ask of ours. */
export function judgeJob(facts: Facts): DoctorLine[] {
  const { jobs, pending } = facts;
  if (pending !== null) {
    const fix = { kind: 'link', page: 'merge_request', url: pending.webUrl } as const;
    return [red('job', 'job_unmerged', { values: [`!${pending.iid}`], fix })];
  }
  if (jobs === null || !jobs.lint.ok || !jobs.lint.value.valid) return [];
  const { judged, certain } = jobs;
  const job = jobThatRuns(jobs);
  if (job === null) return [red('job', 'job_missing', { fix: bringJob(facts) })];
  const about = { values: [job.name], detail: job.conditions, fix: ciEditor(facts) };
  if (judged.failure !== undefined) return [red('job', 'job_not_started', about)];
  return certain ? [fine('job', 'job', job.name)] : [amber('job', 'job_uncertain', about)];
}
