import type { JudgedJobs } from '../pipeline/judgeJobs.ts';
import { ACKNOWLEDGES_SINCE } from '../pipeline/jobVersion.ts';
import type { Preview } from './Preview.ts';
import type { WrittenAsk } from './writeAsk.ts';

/** Whether a comment will say that Claude is at work, where that is wanted. */
export function acknowledgesOf(
  { acknowledge }: WrittenAsk,
  jobs: JudgedJobs | null,
): Preview['acknowledges'] {
  if (!acknowledge) return undefined;
  return (jobs?.version ?? ACKNOWLEDGES_SINCE) >= ACKNOWLEDGES_SINCE ? 'yes' : 'old_job';
}
