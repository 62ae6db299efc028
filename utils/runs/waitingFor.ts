import type { Run } from './Run.ts';

/** What a waiting run waits for: another job with its `resource_group`, a runner that takes it, or what GitLab prepares for it. Null when it does not wait. */
export function waitingFor(run: Run): 'resource' | 'runner' | 'preparation' | null {
  if (run.state !== 'waiting') return null;
  switch (run.jobStatus) {
    case 'waiting_for_resource':
      return 'resource';
    case 'pending':
      return 'runner';
    default:
      return 'preparation';
  }
}
