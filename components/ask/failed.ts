import type { Failure } from '../../utils/gitlab/Failure.ts';

/** What to show where the background itself gave no answer. */
export function failed(error: string): { ok: false; failure: Failure } {
  return { ok: false, failure: { kind: 'unknown', detail: error } };
}
