import type { Job } from '../gitlab/entities.ts';
import { isInstanceOf } from '../pipeline/rules/instancesOf.ts';
import { OUR_JOBS } from '../pipeline/rules/ourJobs.ts';
import type { Run } from './Run.ts';

/** The job whose status counts: the one foreseen, or the first that `parallel` makes of it, else one of ours, since which provider's job runs is a setting that we cannot read. */
export function pickJob(run: Run, jobs: Job[]): Job | undefined {
  const ours = jobs.filter(({ name }) => OUR_JOBS.includes(name));
  return (
    jobs.find(({ name }) => name === run.jobName) ??
    jobs.find(({ name }) => isInstanceOf(name, run.jobName)) ??
    (OUR_JOBS.includes(run.jobName) ? ours[0] : undefined)
  );
}
