import type { Job, Pipeline, Project } from '../state/State.ts';
import type { World } from '../World.ts';
import { emptyJob } from './createPipeline.ts';
import { startPipeline } from './startPipeline.ts';

/** Runs an ended job again: as in GitLab a new job of the same name, pipeline and commit stands in its place. */
export function retryJob(world: World, project: Project, pipeline: Pipeline, job: Job): Job {
  const { made } = pipeline;
  if (!made) throw new Error('no pipeline to run again');
  const again: Job = { ...emptyJob(job.name, job.stage), allowFailure: job.allowFailure };
  pipeline.jobs = pipeline.jobs.map((one) => (one === job ? again : one));
  pipeline.abort = new AbortController();
  const jobs = made.plan.jobs.filter(({ name }) => name === job.name);
  startPipeline(world, project, pipeline, made.request, { ...made.plan, jobs });
  return again;
}
