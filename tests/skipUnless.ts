import { beforeEach } from 'vitest';

/** Skips every test of the suite around it, with a reason that the run prints at its end, unless the condition holds. */
export function skipUnless(condition: boolean, reason: string): void {
  beforeEach((context) => context.skip(!condition, reason));
}
