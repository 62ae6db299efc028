import { setTimeout as sleep } from 'node:timers/promises';

/** Ends only what will never come: four browsers on two cores take their time. */
export const UNTIL_STUCK_MS = 120_000;

/** Asks again until there is an answer other than null, undefined or false; throws, naming what was waited for, where none comes. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false> | Answer | null | undefined | false,
): Promise<Answer> {
  const end = Date.now() + UNTIL_STUCK_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited ${UNTIL_STUCK_MS / 1000} s for ${what}.`);
    await sleep(100);
  }
}
