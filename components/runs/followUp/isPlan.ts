import type { Run } from '../../../utils/runs/Run.ts';

/** Whether a plan came of a run. */
export function isPlan({ mode, outcome }: Run): boolean {
  return mode === 'plan' && (outcome?.answer ?? '') !== '';
}
