import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JobStatus, PipelinePlan, PipelineRequest, RunnerHooks } from '../ci/types.ts';
import { idTokens } from '../identity/idTokens.ts';
import type { Job, Pipeline, Project } from '../state/State.ts';
import type { World } from '../World.ts';
import { isFinished } from './pipelineStatus.ts';
import { jobVariables } from './predefinedVariables.ts';

const FINAL: readonly JobStatus[] = ['success', 'failed', 'canceled', 'skipped'];

/** Hands a pipeline to the runner and keeps its jobs up to date with what comes back. */
export function startPipeline(
  world: World,
  project: Project,
  pipeline: Pipeline,
  request: PipelineRequest,
  plan: PipelinePlan,
): void {
  if (world.state.settings.holdJobs) return;
  const find = (name: string): Job => {
    const job = pipeline.jobs.find((candidate) => candidate.name === name);
    if (!job) throw new Error(`the runner names a job that is not planned: ${name}`);
    return job;
  };
  const hooks: RunnerHooks = {
    jobVariables: (name) => jobVariables(world, project, pipeline.name, find(name)),
    idTokens: (name, audiences, seconds) =>
      idTokens(world, project, pipeline, find(name), audiences, seconds),
    onStatus: (name, status, detail) => {
      setStatus(pipeline, find(name), status, detail?.failureReason);
    },
    onLog: (name, chunk) => {
      find(name).log += chunk;
    },
    onVariables: (name, variables) => {
      find(name).received = variables;
    },
    onArtifacts: (name, folder) => {
      keepArtifacts(world, find(name), folder);
    },
    lockResource: (group, signal) => lockResource(world, `${project.id} ${group}`, signal),
  };
  pipeline.finished = run(world, pipeline, request, plan, hooks);
}

async function run(
  world: World,
  pipeline: Pipeline,
  request: PipelineRequest,
  plan: PipelinePlan,
  hooks: RunnerHooks,
): Promise<void> {
  try {
    await world.engine.runPipeline(request, plan, hooks, pipeline.abort.signal);
  } catch (error) {
    failRest(pipeline, String(error));
  }
  for (const job of pipeline.jobs) {
    if (!isFinished(job)) setStatus(pipeline, job, 'canceled');
  }
}

function setStatus(pipeline: Pipeline, job: Job, status: JobStatus, failureReason?: string): void {
  if (isFinished(job)) return;
  // A job that is being cancelled says so until it has ended.
  if (job.status === 'canceling' && !FINAL.includes(status)) return;
  const now = new Date().toISOString();
  job.status = job.status === 'canceling' && status !== 'skipped' ? canceledOr(status) : status;
  if (status === 'running') job.startedAt ??= now;
  if (FINAL.includes(status)) job.finishedAt = now;
  if (job.status === 'failed') job.failureReason = failureReason ?? 'script_failure';
  pipeline.updatedAt = now;
}

function canceledOr(status: JobStatus): JobStatus {
  return status === 'success' ? 'success' : 'canceled';
}

function failRest(pipeline: Pipeline, why: string): void {
  for (const job of pipeline.jobs) {
    if (isFinished(job)) continue;
    job.log += `ERROR: Job failed (system failure): ${why}\n`;
    setStatus(pipeline, job, 'failed', 'runner_system_failure');
  }
}

/** Copies what the job leaves, at once, since the runner's folder goes with the job. */
function keepArtifacts(world: World, job: Job, folder: string): void {
  const target = join(world.folder, 'artifacts', String(job.id));
  mkdirSync(target, { recursive: true });
  cpSync(folder, target, { recursive: true });
  job.artifacts = target;
}

/** Waits for a resource group; gives what sets it free. */
async function lockResource(world: World, key: string, signal: AbortSignal): Promise<() => void> {
  const before = world.resources.get(key) ?? Promise.resolve();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  world.resources.set(
    key,
    before.then(() => released),
  );
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([before, aborted]);
  if (signal.aborted) release();
  return release;
}

/** Cancels whatever of a pipeline is not finished; a job that waits for a press, too. */
export function cancelPipeline(world: World, pipeline: Pipeline, userId: number): void {
  const waiting = pipeline.jobs.filter((job) => !isFinished(job) || job.status === 'manual');
  if (waiting.length === 0) return;
  pipeline.canceledById = userId;
  for (const job of waiting) cancelJob(world, pipeline, job);
  pipeline.updatedAt = new Date().toISOString();
  pipeline.abort.abort();
}

/** Ends one job without its runner. */
export function endJob(pipeline: Pipeline, job: Job): void {
  setStatus(pipeline, job, 'canceled');
}

/** Ends one job: at once, or when a runner that knows how has let its script go. */
export function cancelJob(world: World, pipeline: Pipeline, job: Job): void {
  // Whoever presses once more waits for the runner all the same.
  if (job.status === 'canceling') return;
  if (job.status === 'running' && world.state.settings.gracefulCancel) {
    job.status = 'canceling';
  } else if (job.status === 'manual') {
    job.status = 'canceled';
    job.finishedAt = new Date().toISOString();
  } else setStatus(pipeline, job, 'canceled');
}
