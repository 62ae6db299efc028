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
  if (stored === null || runs.some(({ id }) => id === stored.run.id)) return USED_UP;
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
