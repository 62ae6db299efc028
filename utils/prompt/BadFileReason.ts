import type { FailureKind } from '../gitlab/Failure.ts';

/** Why a file of the repository cannot be used: GitLab did not give it, or what is wrong with it. */
export type BadFileReason =
  | { kind: FailureKind }
  /** `most` in UTF-16 units. */
  | { kind: 'too_long'; most: number }
  | { kind: 'too_much' | 'no_name' | 'no_text' }
  /** `detail`: where, and what a parser says of it, in English. */
  | { kind: 'malformed'; detail: string };

/** A file that is there and cannot be read. */
export function malformed(detail: string): { ok: false; problem: BadFileReason } {
  return { ok: false, problem: { kind: 'malformed', detail } };
}
