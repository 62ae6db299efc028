import type { StoredPreview } from '../../preview/StoredPreview.ts';
import type { SendRequest } from '../checkSend.ts';
import type { UntilGreen } from './UntilGreen.ts';
import { whyNotUntilGreen } from './whyNotUntilGreen.ts';

/** What a run that was sent with the tick begins with; undefined without the tick, and where that cannot be. */
export function beginUntilGreen(
  stored: StoredPreview,
  { untilGreen: limits, acceptedJobs, acceptedRef }: SendRequest,
  now: number,
): UntilGreen | undefined {
  if (limits === undefined || whyNotUntilGreen(stored) !== null) return undefined;
  const { options, leaveOutStrangers } = stored.request;
  return {
    limits,
    until: new Date(now + limits.minutes * 60_000).toISOString(),
    jobs: acceptedJobs ? stored.otherJobs.map(({ name }) => name) : [],
    ref: acceptedRef && stored.ref.unprotected ? stored.ref.name : null,
    request: {
      ...(options && { options }),
      ...(leaveOutStrangers !== undefined && { leaveOutStrangers }),
    },
    phase: 'asked',
    commits: [],
    after: 0,
    arrived: false,
    fixes: [],
    spentUsd: 0,
  };
}
