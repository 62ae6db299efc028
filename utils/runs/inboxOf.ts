import { isFinal, type Run } from './Run.ts';

/** Why a run waits for its user: a plan to approve, a result not looked at yet. */
export const INBOX_REASONS = ['plan', 'result'] as const;
export type InboxReason = (typeof INBOX_REASONS)[number];

/** A run that waits for its user. */
export interface InboxItem {
  run: Run;
  reason: InboxReason;
}

/** A plan older than this, in milliseconds, is no longer waited for: what it was made for has moved on. */
const PLAN_UNTIL = 14 * 24 * 60 * 60_000;

/**
 * What waits for the user over all sites, plans first, each in the order given.
 * @param runs newest first
 * @param unseen ids of runs whose end was not looked at
 */
export function inboxOf(runs: readonly Run[], unseen: readonly string[], now: Date): InboxItem[] {
  const followed = new Set(runs.flatMap(({ continues, amends = [] }) => [continues, ...amends]));
  const isPlan = ({ id, mode, state, outcome, createdAt }: Run): boolean =>
    mode === 'plan' &&
    state === 'finished' &&
    outcome?.kind === 'answered' &&
    !followed.has(id) &&
    Date.parse(createdAt) + PLAN_UNTIL > now.getTime();
  const plans = runs.filter(isPlan);
  const results = runs.filter(
    (run) => isFinal(run.state) && unseen.includes(run.id) && !isPlan(run),
  );
  return [
    ...plans.map((run): InboxItem => ({ run, reason: 'plan' })),
    ...results.map((run): InboxItem => ({ run, reason: 'result' })),
  ];
}
