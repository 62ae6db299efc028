import type { Failure, Reason } from '../gitlab/Failure.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { StoredPreview } from '../preview/StoredPreview.ts';
import type { Run } from './Run.ts';
import type { GreenLimits } from './untilGreen/UntilGreen.ts';

/** What the press of Send says. */
export interface SendRequest {
  previewId: string;
  acceptedJobs: boolean;
  acceptedRef: boolean;
  /** Whether it was pressed in a window of our own, too: no script of a page can say so. */
  confirmed?: boolean;
  /** How far it goes by itself until its pipeline is green, where that was ticked. */
  untilGreen?: GreenLimits;
  /** Id of the run with that tick which asks again. */
  fixes?: string;
}

function refused(reason: Reason, subject?: string): Failure {
  return { kind: 'refused', reason, ...(subject && { subject }) };
}

/** The same words wherever a preview cannot be fired (any more). */
export const USED_UP = refused('used_up');

/** One draft fires once, however many tabs show it. */
function sentAlready({ state }: Run): Failure {
  return refused(state === 'sending' ? 'on_its_way' : 'already_sent');
}

function samePage(one: PageRef, other: PageRef): boolean {
  return (
    one.site === other.site &&
    one.projectPath === other.projectPath &&
    one.type === other.type &&
    one.iid === other.iid
  );
}

/** Why a preview may not be fired, or null when it may. */
export function checkSend(
  stored: StoredPreview,
  request: SendRequest,
  page: PageRef,
  runs: Run[],
): Failure | null {
  const earlier = runs.find(({ id }) => id === stored.run.id);
  if (earlier) return sentAlready(earlier);
  if (!samePage(stored.page, page)) return refused('other_page');
  if (stored.failure) return stored.failure;
  if (stored.ref.unprotected && !request.acceptedRef) {
    return refused('ref_not_accepted', stored.ref.name);
  }
  if (stored.otherJobs.length > 0 && !request.acceptedJobs) {
    return refused('jobs_not_accepted');
  }
  if (stored.confirm && !request.confirmed) return refused('not_confirmed');
  return null;
}
