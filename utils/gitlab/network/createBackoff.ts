import { z } from 'zod';

/** Below this part of what GitLab allows, looking waits for the next period: what is left belongs to the user's own presses. */
const RESERVE = 0.05;
const LONGEST_MS = 60 * 60_000;

const Times = z.record(z.string(), z.number()).catch({});

/** Where the times are kept: longer than the worker lives. */
export interface BackoffItem {
  getValue(): Promise<unknown>;
  setValue(value: unknown): Promise<void>;
}

/** How long each site asks to be left alone, as its answers say. */
export interface Backoff {
  /** Reads `Retry-After` of a 429 or 503, and the `RateLimit-*` of any answer. What one endpoint alone has enough of says nothing of the site. */
  observe(root: string, response: Response): Promise<void>;
  /** Milliseconds since 1970; 0 when nothing was said. */
  until(root: string): Promise<number>;
}

function numberIn(response: Response, header: string): number | null {
  const text = response.headers.get(header)?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}

/**
 * Whether a 429 is one endpoint's own limit: those GitLab words in JSON, while what keeps a whole site quiet says
 * `Retry later` in plain text (18.9: `lib/api/helpers/rate_limiter.rb`, `lib/gitlab/rack_attack.rb`).
 */
export function isOfOneEndpoint(response: Response): boolean {
  return response.status === 429 && /\bjson\b/.test(response.headers.get('content-type') ?? '');
}

/** When to ask again, by `Retry-After` of a 429 or 503: in seconds, or a date (RFC 9110). */
export function retryAfter(response: Response, now: number): number | null {
  if (response.status !== 429 && response.status !== 503) return null;
  const seconds = numberIn(response, 'retry-after');
  if (seconds !== null) return now + seconds * 1000;
  const date = Date.parse(response.headers.get('retry-after') ?? '');
  return Number.isNaN(date) ? null : date;
}

/**
 * `RateLimit-Reset` is the time, in seconds since 1970, at which the next period begins. `RateLimit-Limit` is the allowance for
 * one minute, whatever the period's length, while `Observed` and `Remaining` count the whole period (measured on 18.9).
 */
function periodEnd(response: Response): number | null {
  const limit = numberIn(response, 'ratelimit-limit');
  const remaining = numberIn(response, 'ratelimit-remaining');
  const reset = numberIn(response, 'ratelimit-reset');
  const observed = numberIn(response, 'ratelimit-observed');
  if (limit === null || remaining === null || reset === null) return null;
  const allowed = observed === null ? limit : observed + remaining;
  return remaining < allowed * RESERVE ? reset * 1000 : null;
}

export function createBackoff(item: BackoffItem, now: () => number): Backoff {
  const read = async () => Times.parse(await item.getValue());
  return {
    async observe(root, response) {
      const present = now();
      const refused = isOfOneEndpoint(response) ? null : retryAfter(response, present);
      const wanted = Math.max(refused ?? 0, periodEnd(response) ?? 0);
      if (wanted <= present) return;
      const times = await read();
      await item.setValue({ ...times, [root]: Math.min(wanted, present + LONGEST_MS) });
    },
    async until(root) {
      const time = (await read())[root] ?? 0;
      // After the clock was set back nothing of it holds any more.
      return time > now() + LONGEST_MS ? 0 : time;
    },
  };
}
