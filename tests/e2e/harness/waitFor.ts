import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until there is an answer other than null, undefined or false; throws, naming what was waited for, after `limit` ms. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false> | Answer | null | undefined | false,
  limit = 30_000,
): Promise<Answer> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited ${limit / 1000} s for ${what}.`);
    await sleep(100);
  }
}
