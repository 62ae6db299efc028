import { setTimeout as wait } from 'node:timers/promises';
import type { SenderDeps } from '../../utils/gitlab/network/SenderDeps.ts';

/** What a way of reading costs in waiting, whatever the machine. */
export interface RoundTrips {
  requests: number;
  /** How often it was waited for answers, when requests under way together are waited for together. */
  waves: number;
  /** The most that were under way at once. */
  most: number;
  /** How many were answered with a body, and not by a word that nothing has changed. */
  told: number;
}

/** Parsing a page of answers takes less than this; what it asks for next still belongs to the same wave. */
const QUIET_MS = 40;

/** A world in which the requests of one wave are answered together, as by a server that is far away. */
export function countRoundTrips(): { world: SenderDeps; counted: RoundTrips } {
  const counted: RoundTrips = { requests: 0, waves: 0, most: 0, told: 0 };
  let wave: Promise<Response>[] = [];
  let arrived: Promise<void> | null = null;

  /** Ends when nothing new is sent any more and all answers are there. */
  async function arrive(): Promise<void> {
    let seen = 0;
    while (seen !== wave.length) {
      seen = wave.length;
      await wait(QUIET_MS);
    }
    counted.waves += 1;
    counted.most = Math.max(counted.most, wave.length);
    const sent = wave;
    wave = [];
    arrived = null;
    await Promise.allSettled(sent);
  }

  const world: SenderDeps = {
    async fetch(url, init) {
      counted.requests += 1;
      const answer = fetch(url, init).then(async (response) => {
        // The whole body belongs to the round trip.
        const { status, statusText, headers } = response;
        const body = await response.arrayBuffer();
        if (status === 304) return new Response(null, { status, statusText, headers });
        counted.told += 1;
        return new Response(body, { status, statusText, headers });
      });
      wave.push(answer);
      arrived ??= arrive();
      await arrived;
      return answer;
    },
    sleep: (milliseconds) => wait(milliseconds),
  };
  return { world, counted };
}
