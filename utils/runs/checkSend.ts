import type { Failure } from '../gitlab/Failure.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { StoredPreview } from '../pipeline/StoredPreview.ts';
import type { Run } from './Run.ts';

/** What the press of Send says. */
export interface SendRequest {
  previewId: string;
  acceptedJobs: boolean;
  acceptedRef: boolean;
}

function refused(detail: string): Failure {
  return { kind: 'refused', detail };
}

/** The same words wherever a preview cannot be fired (any more). */
export const USED_UP = refused('This preview was sent already, or is not known any more.');

/** One draft fires once, however many tabs show it. */
function sentAlready({ state }: Run): Failure {
  return refused(
    state === 'sending'
      ? 'This was sent a moment ago, and is on its way: it is not sent twice.'
      : 'This was sent already. What it started stands in the list of runs; to ask again, press Send again.',
  );
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
  stored: StoredPreview | null,
  request: SendRequest,
  page: PageRef,
  runs: Run[],
): Failure | null {
  if (stored === null) return USED_UP;
  const earlier = runs.find(({ id }) => id === stored.run.id);
  if (earlier) return sentAlready(earlier);
  if (!samePage(stored.page, page)) return refused('This preview belongs to another page.');
  if (stored.failure) return stored.failure;
  if (stored.ref.unprotected && !request.acceptedRef) {
    return refused(`The branch ${stored.ref.name} is not protected; that was not accepted.`);
  }
  if (stored.otherJobs.length > 0 && !request.acceptedJobs) {
    return refused('Other jobs would start too; that was not accepted.');
  }
  return null;
}
