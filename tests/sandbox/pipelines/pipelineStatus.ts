import type { Job } from '../state/State.ts';

/** A pipeline's status as GitLab composes it of its jobs: a failure that is allowed counts as a success. */
export function pipelineStatus(jobs: readonly Job[]): string {
  const words = new Set(jobs.map(effectiveStatus));
  const only = (...allowed: string[]): boolean =>
    [...words].every((word) => allowed.includes(word));
  if (words.size === 0) return 'created';
  if (only('skipped')) return 'skipped';
  if (only('success', 'skipped')) return 'success';
  if (only('created')) return 'created';
  if (words.has('canceling')) return 'canceling';
  if (only('canceled', 'success', 'skipped')) return 'canceled';
  if (words.has('running')) return 'running';
  if (only('pending', 'created', 'skipped')) return 'pending';
  if (words.has('pending')) return 'running';
  if (words.has('waiting_for_resource')) return 'waiting_for_resource';
  if (words.has('manual')) return 'manual';
  if (words.has('created')) return 'running';
  return 'failed';
}

function effectiveStatus(job: Job): string {
  if (!job.allowFailure) return job.status;
  if (job.status === 'failed' || job.status === 'canceled') return 'success';
  return job.status === 'manual' ? 'skipped' : job.status;
}

/** True once nothing more happens to a job. */
export function isFinished(job: Job): boolean {
  return ['success', 'failed', 'canceled', 'skipped', 'manual'].includes(job.status);
}
