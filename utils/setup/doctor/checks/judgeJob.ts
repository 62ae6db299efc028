import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { JOB_VERSION, jobVersionOf } from '../../../pipeline/jobVersion.ts';
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
  if (!certain) return [amber('job', 'job_uncertain', about)];
  const version = jobVersionOf(job.script);
  if (!job.ours || version >= JOB_VERSION) return [fine('job', 'job', job.name)];
  const brought = bringJob(facts);
  const fix = brought?.kind === 'updateRunnerBranch' ? brought : ciEditor(facts);
  return [amber('job', 'job_old', { values: [String(version), String(JOB_VERSION)], fix })];
}
