import type { Lint } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { Layout } from '../prompt/Layout.ts';
import { filledIn } from './knownVariables.ts';
import type { KnownVariables } from './expressions/Expression.ts';
import type { AskedRef } from './rules/askedRefs.ts';
import { judgePipeline, type StartingJob } from './rules/judgePipeline.ts';
import { OUR_JOBS } from './rules/ourJobs.ts';
import { callsClaude } from './rules/callsClaude.ts';
import { jobsThatWouldStart, workflowName } from './rules/startingJobs.ts';
import { isTooLong } from './yaml/isTooLong.ts';

/** What a pipeline would start. */
export interface JudgedJobs {
  /** The job that runs Claude. */
  jobName: string;
  /** All jobs that would start, or may. */
  jobs: { name: string; certain: boolean }[];
  otherJobs: { name: string; certain: boolean }[];
  /** Whether the pipeline will carry the name by which it is found again. */
  named: boolean;
  /** Whether the job that runs Claude is ours. */
  ours: boolean;
  /** Which of our programs it runs, where that is known (`JOB_VERSION`). */
  version?: number;
  /** What that job hands to Claude. */
  layout: Layout;
  /** Refs that its rules compare with, and projects in which they look for files: GitLab makes no pipeline where one is not there. */
  asked?: AskedRef[];
  failure?: Failure;
}

function hasOurName({ name }: StartingJob): boolean {
  return OUR_JOBS.includes(name);
}

/** Our job: one that certainly starts before one that may, ours by name before a foreign one. */
function chooseJob(
  jobs: StartingJob[],
  merged: string,
  variables: KnownVariables,
): StartingJob | undefined {
  const candidates = jobs.filter((job) => job.runsClaude);
  const ourCertain = !candidates.every(hasOurName) && oneOfOursStarts(merged, variables);
  const rank = (job: StartingJob): number =>
    (job.certain || (hasOurName(job) && ourCertain) ? 2 : 0) + (hasOurName(job) ? 1 : 0);
  return candidates.toSorted((one, other) => rank(other) - rank(one))[0];
}

/** Which provider a project set only GitLab knows; one of our jobs may start for certain all the same, whatever it is. */
export function oneOfOursStarts(merged: string, variables: KnownVariables): boolean {
  return [null, 'bedrock', 'vertex'].every((provider) =>
    jobsThatWouldStart(merged, new Map([...variables, ['CLAUDE_PROVIDER', provider]])).some(
      (job) => job.certain && hasOurName(job),
    ),
  );
}

/** Of a file that is too long to be read nothing is judged, so nothing is sent. */
export function tooLong(subject: string): JudgedJobs {
  return failed({ kind: 'refused', reason: 'ci_file_too_long', subject });
}

function failed(failure: Failure, jobs: JudgedJobs['jobs'] = [], named = false): JudgedJobs {
  const jobName = OUR_JOBS[0] ?? '';
  return { jobName, jobs, otherJobs: [], named, ours: true, layout: 'prompt', failure };
}

function invalid(lint: Lint): Failure {
  const detail = lint.errors.join(' ').slice(0, 500);
  return {
    kind: /provide content|missing ci config/i.test(detail) ? 'no_ci_file' : 'refused',
    detail,
  };
}

/** Of more jobs than this the scripts are not looked through. */
const MOST_READ = 500;

/** What GitLab lists of a file that is not understood here: any of its jobs may start. */
function unreadJobs({ jobs }: Lint): StartingJob[] {
  return (jobs ?? []).map(({ name, script }, index) => {
    const calls = index < MOST_READ && callsClaude((script ?? []).join('\n'));
    const runsClaude = OUR_JOBS.includes(name) || calls;
    return { name, certain: false, runsClaude, ours: false, layout: 'prompt' };
  });
}

/** Names the job that runs Claude and all others that would start beside it, out of a lint's merged file. `unjudged` are includes that may or may not count. */
export function judgeJobs(
  lint: Result<Lint>,
  variables: KnownVariables,
  unjudged: string[],
  pipelineName: string,
  settings: ReadonlySet<string> | null = null,
): JudgedJobs {
  if (!lint.ok) return failed(lint.failure);
  // Without a merged file there are still its jobs' names.
  const merged = lint.value.merged_yaml ?? '';
  if (!lint.value.valid) return failed(invalid(lint.value));
  if (isTooLong(merged)) return tooLong(`${Math.round(merged.length / 1000)} kB`);
  const pipeline = judgePipeline(merged, variables, settings);
  if (pipeline.refusal !== null) return failed({ kind: 'refused', detail: pipeline.refusal });
  const jobs = pipeline.read ? pipeline.jobs : unreadJobs(lint.value);
  const named = filledIn(workflowName(merged) ?? '', pipeline.variables) === pipelineName;
  const starting = jobs.map(({ name, certain }) => ({ name, certain }));
  const chosen = chooseJob(jobs, merged, variables);
  if (chosen === undefined)
    return { ...failed({ kind: 'no_job' }, starting, named), asked: pipeline.asked };
  const ours = OUR_JOBS.includes(chosen.name) ? OUR_JOBS : [chosen.name];
  return {
    jobName: chosen.name,
    jobs: starting,
    ours: chosen.ours,
    ...(chosen.version !== undefined && { version: chosen.version }),
    layout: chosen.layout,
    otherJobs: [
      ...jobs
        .filter(({ name }) => !ours.includes(name))
        .map(({ name, certain }) => ({ name, certain })),
      ...unjudged.map((name) => ({ name: `include: ${name}`, certain: false })),
    ],
    named,
    asked: pipeline.asked,
  };
}
