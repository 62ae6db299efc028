import type { Failure } from '../gitlab/Failure.ts';

/** The first of what is in the way, if anything is. */
export function firstFailure(...failures: (Failure | null | undefined)[]): Failure | undefined {
  return failures.find((failure) => failure !== null && failure !== undefined) ?? undefined;
}
