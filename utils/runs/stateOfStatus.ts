import { isFinal, type RunState } from './Run.ts';

/** The run's state for GitLab's status word of a job or pipeline; a word that we do not know means that it waits. */
export function stateOfStatus(status: string): RunState {
  switch (status) {
    case 'created':
      return 'created';
    case 'running':
      return 'running';
    case 'canceling':
      return 'canceling';
    case 'success':
      return 'finished';
    case 'failed':
      return 'failed';
    case 'canceled':
      return 'cancelled';
    case 'skipped':
    case 'manual':
      return 'skipped';
    default:
      return 'waiting';
  }
}

/** Whether a pipeline of that status still has something to do, and nobody is ending it. */
export function isAlive(status: string): boolean {
  return status !== 'canceling' && !isFinal(stateOfStatus(status));
}
