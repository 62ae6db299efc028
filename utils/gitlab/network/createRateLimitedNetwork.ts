import type { SenderDeps } from './SenderDeps.ts';
import { isOfOneEndpoint, type Backoff, retryAfter } from './createBackoff.ts';

/** The parts of the clock that it needs. */
interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimer(job: () => void, milliseconds: number): unknown;
}

/** More endpoints than this are hardly ever limited at once. */
const MOST_CLOSED = 200;

/**
 * The network to each site; the site's backoff sees every answer. An endpoint that has a limit of its own and
 * wants no more reads for a while is not asked: its refusal stands until then.
 */
export function createRateLimitedNetwork(
  backoff: Backoff,
  { now, setTimer }: Clock,
  send: SenderDeps['fetch'] = (url, init) => fetch(url, init),
): (root: string) => SenderDeps {
  const closed = new Map<string, { until: number; refusal: Response }>();
  return (root) => ({
    async fetch(url, init) {
      const endpoint = url.origin + url.pathname;
      const known = init.method === 'GET' ? closed.get(endpoint) : undefined;
      if (known && now() < known.until) return known.refusal.clone();
      const response = await send(url, init);
      await backoff.observe(root, response);
      const until = isOfOneEndpoint(response) ? retryAfter(response, now()) : null;
      if (until !== null && init.method === 'GET') {
        closed.set(endpoint, { until, refusal: response.clone() });
        for (const oldest of [...closed.keys()].slice(0, -MOST_CLOSED)) closed.delete(oldest);
      }
      return response;
    },
    sleep: (milliseconds) => new Promise((resolve) => setTimer(resolve, milliseconds)),
  });
}
