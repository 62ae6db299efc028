import { USUAL_LIMITS, type UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { after } from '../../fakes/aRun.ts';

/** Claude's own commit. */
export const HEAD = 'c'.repeat(40);

/** A run whose push has just ended. */
export function aGreen(more: Partial<UntilGreen> = {}): UntilGreen {
  return {
    limits: USUAL_LIMITS,
    until: after(7200),
    jobs: [],
    ref: null,
    request: {},
    phase: 'pushed',
    iid: 34,
    commits: [HEAD],
    pushedAt: after(0),
    after: 50,
    arrived: false,
    fixes: [],
    spentUsd: 0.1,
    ...more,
  };
}
