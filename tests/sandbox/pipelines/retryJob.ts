import type { Job, Pipeline, Project } from '../state/State.ts';
import type { World } from '../World.ts';
import { emptyJob } from './createPipeline.ts';
import { startPipeline } from './startPipeline.ts';

/** Runs ended jobs again: as in GitLab new jobs of the same name, pipeline and commit stand in their place. */
export function retryJobs(
  world: World,
  project: Project,
  pipeline: Pipeline,
  jobs: readonly Job[],
  userId: number,
): Job[] {
  const again = jobs.map((job) => replace(pipeline, job, userId));
  if (again.length > 0) runJobs(world, project, pipeline, again);
  return again;
}

function replace(pipeline: Pipeline, job: Job, userId: number): Job {
  const again: Job = {
    ...emptyJob(job.name, job.stage),
    status: 'pending',
    allowFailure: job.allowFailure,
    tags: job.tags ?? [],
    userId,
  };
  pipeline.jobs = pipeline.jobs.map((one) => (one === job ? again : one));
  (pipeline.retried ??= []).push(job);
  return again;
}

/** Starts jobs of a pipeline anew, as they were planned. */
export function runJobs(
  world: World,
  project: Project,
  pipeline: Pipeline,
  jobs: readonly Job[],
): void {
  const { made } = pipeline;
  if (!made) throw new Error('no pipeline to run again');
  pipeline.abort = new AbortController();
  const names = jobs.map(({ name }) => name);
  const planned = made.plan.jobs
    .filter(({ name }) => names.includes(name))
    .map((job) => ({ ...job, when: 'on_success' as const }));
  startPipeline(world, project, pipeline, made.request, { ...made.plan, jobs: planned });
}
