import { configFor } from './planPipeline.ts';
import type { ResolvedConfig } from './resolveConfig.ts';
import { runJob } from './runJob.ts';
import type { Runner } from './Runner.ts';
import type { PipelinePlan, PipelineRequest, PlannedJob, RunnerHooks } from './types.ts';

/** Jobs of a stage that run at the same time. */
const PARALLEL_JOBS = 2;

/**
 * Runs a planned pipeline stage by stage; it ends when its last job has. Aborting the signal cancels it.
 * @param runner the machine that all jobs run on
 */
export async function runPipeline(
  request: PipelineRequest,
  plan: PipelinePlan,
  hooks: RunnerHooks,
  signal: AbortSignal,
  runner: Runner = {},
): Promise<void> {
  for (const job of plan.jobs) hooks.onStatus(job.name, 'created');
  const config = await configFor(request);
  if ('error' in config) {
    for (const job of plan.jobs)
      hooks.onStatus(job.name, 'failed', { failureReason: 'unknown_failure' });
    return;
  }
  let failed = false;
  for (const stage of plan.stages) {
    const waiting = plan.jobs.filter((job) => job.stage === stage);
    let failedHere = false;
    const work = async (): Promise<void> => {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        const good = await oneJob(request, config, job, hooks, signal, failed, runner);
        failedHere ||= !good;
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_JOBS }, work));
    failed ||= failedHere;
  }
}

/** False when the job failed in a way that counts. */
async function oneJob(
  request: PipelineRequest,
  config: ResolvedConfig,
  job: PlannedJob,
  hooks: RunnerHooks,
  signal: AbortSignal,
  failedBefore: boolean,
  runner: Runner,
): Promise<boolean> {
  if (signal.aborted) {
    hooks.onStatus(job.name, 'canceled');
    return true;
  }
  const wanted = failedBefore
    ? job.when === 'always' || job.when === 'on_failure'
    : job.when === 'always' || job.when === 'on_success';
  if (!wanted) {
    hooks.onStatus(job.name, 'skipped');
    return true;
  }
  const release = await resource(job, hooks, signal);
  if (release === null) {
    hooks.onStatus(job.name, 'canceled');
    return true;
  }
  const onAbort = (): void => hooks.onStatus(job.name, 'canceling');
  try {
    hooks.onStatus(job.name, 'pending');
    hooks.onStatus(job.name, 'running');
    signal.addEventListener('abort', onAbort, { once: true });
    const { end, failureReason } = await runJob(request, config, job, hooks, signal, runner);
    signal.removeEventListener('abort', onAbort);
    if (end === 'canceled' || signal.aborted) {
      hooks.onStatus(job.name, 'canceled');
      return true;
    }
    const success = end === 'success';
    hooks.onStatus(
      job.name,
      success ? 'success' : 'failed',
      failureReason ? { failureReason } : undefined,
    );
    return success || job.allowFailure;
  } finally {
    signal.removeEventListener('abort', onAbort);
    release();
  }
}

/** Waits for the job's resource group; null when the pipeline was canceled meanwhile. */
async function resource(
  job: PlannedJob,
  hooks: RunnerHooks,
  signal: AbortSignal,
): Promise<(() => void) | null> {
  if (job.resourceGroup === null) return () => undefined;
  hooks.onStatus(job.name, 'waiting_for_resource');
  const aborted = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.race([hooks.lockResource(job.resourceGroup, signal), aborted]);
}
