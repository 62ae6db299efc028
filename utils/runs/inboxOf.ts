import { POST_REVIEW_PRESET } from '../prompt/presetNames.ts';
import { isFinal, type Run } from './Run.ts';
import { isUntilGreen } from './untilGreen/UntilGreen.ts';

/** Why a run waits for its user: a plan to approve, a review to publish, a pipeline that is red for all that was asked, a result not looked at yet. */
export const INBOX_REASONS = ['plan', 'review', 'red', 'result'] as const;
export type InboxReason = (typeof INBOX_REASONS)[number];

/** A run that waits for its user. */
export interface InboxItem {
  run: Run;
  reason: InboxReason;
}

/** What tells a plan that was asked for again: the same page, thread, preset and words. */
function planKey({ site, projectId, page, discussionId, preset, label }: Run): string {
  return JSON.stringify([site, projectId, page.type, page.iid, discussionId, preset, label]);
}

/** A plan or a review older than this, in milliseconds, is no longer waited for: what it was made for has moved on. */
const WAITS_UNTIL = 14 * 24 * 60 * 60_000;

/**
 * What waits for the user over all sites, plans first, then reviews, each in the order given.
 * @param runs newest first
 * @param unseen ids of runs whose end was not looked at
 */
export function inboxOf(runs: readonly Run[], unseen: readonly string[], now: Date): InboxItem[] {
  const followed = new Set(runs.flatMap(({ continues, amends = [] }) => [continues, ...amends]));
  /** Reviews of which the bot has posted what was ticked. */
  const posted = new Set(
    runs
      .filter(
        ({ preset, outcome }) => preset === POST_REVIEW_PRESET && outcome?.kind === 'answered',
      )
      .map(({ continues }) => continues),
  );
  /** Of plans that there are, each the newest. */
  const planned = new Map<string, string>();
  for (const run of runs)
    if (run.mode === 'plan' && (run.state === 'finished' || !isFinal(run.state)))
      planned.set(planKey(run), planned.get(planKey(run)) ?? run.id);
  const reasonOf = (run: Run): InboxReason | null => {
    const { id, mode, state, outcome, createdAt, untilGreen } = run;
    if (!isFinal(state) || isUntilGreen(run)) return null;
    const isFresh =
      state === 'finished' &&
      outcome?.kind === 'answered' &&
      Date.parse(createdAt) + WAITS_UNTIL > now.getTime();
    const isNewest = planned.get(planKey(run)) === id;
    if (isFresh && mode === 'plan' && !followed.has(id) && !run.expired && isNewest) return 'plan';
    const found = outcome?.findings ?? [];
    const isDone = run.published || run.dropped || posted.has(id);
    if (isFresh && !isDone && found.length > 0) return 'review';
    if (!unseen.includes(id)) return null;
    const { end } = untilGreen ?? {};
    return end && end !== 'green' && end !== 'stopped' ? 'red' : 'result';
  };
  const items = runs.flatMap((run): InboxItem[] => {
    const reason = reasonOf(run);
    return reason === null ? [] : [{ run, reason }];
  });
  return INBOX_REASONS.flatMap((wanted) => items.filter(({ reason }) => reason === wanted));
}
