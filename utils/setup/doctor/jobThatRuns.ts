import type { ClaudeJob } from './claudeJobs.ts';
import type { JobFacts } from './Facts.ts';

/** The job that an ask would start; where none would, one that calls Claude at all, ours first. */
export function jobThatRuns(jobs: JobFacts | null): ClaudeJob | null {
  if (jobs === null) return null;
  const { claudeJobs, judged } = jobs;
  const starting = claudeJobs.find(
    ({ name }) => judged.failure === undefined && name === judged.jobName,
  );
  return starting ?? claudeJobs.find(({ ours }) => ours) ?? claudeJobs[0] ?? null;
}
