import { isFinal, type Run } from '../../../utils/runs/Run.ts';

/** For so long a second change on a page is taken for a slip, in milliseconds. */
const RECENT_MS = 10 * 60_000;

/** The change that is under way on this page or thread, or has ended just now: another one asks first. */
export function recentChange(runs: readonly Run[], discussionId: string | undefined): Run | null {
  const recent = runs.find(
    ({ mode, state, finishedAt, createdAt, ...run }) =>
      mode === 'change' &&
      run.discussionId === discussionId &&
      (!isFinal(state) ||
        (state === 'finished' && Date.now() - Date.parse(finishedAt ?? createdAt) < RECENT_MS)),
  );
  return recent ?? null;
}
