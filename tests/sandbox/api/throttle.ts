import type { World } from '../World.ts';
import type { SandboxContext } from './Env.ts';
import { refuseWithText } from './refuse.ts';

/**
 * GitLab's throttles (rack-attack). `RateLimit-Limit` is requests a minute, the others count the throttle's own period; where
 * no throttle is on there are no such headers.
 */
export async function throttle(
  world: World,
  c: SandboxContext,
  next: () => Promise<void>,
): Promise<void> {
  const who =
    c.req.header('private-token') ?? c.req.header('authorization') ?? c.req.header('job-token');
  const { signedIn, signedOut } = world.state.settings.throttle;
  const limit = who === undefined ? signedOut : signedIn;
  if (limit === null) return next();
  const now = Date.now() / 1000;
  const period = Math.floor(now / limit.seconds);
  const key = `${who ?? ''} ${period}`;
  const observed = (world.throttled.get(key) ?? 0) + 1;
  world.throttled.set(key, observed);
  const reset = (period + 1) * limit.seconds;
  const headers = {
    'ratelimit-limit': String(Math.round((limit.requests / limit.seconds) * 60)),
    'ratelimit-name':
      who === undefined ? 'throttle_unauthenticated_api' : 'throttle_authenticated_api',
    'ratelimit-observed': String(observed),
    'ratelimit-remaining': String(Math.max(0, limit.requests - observed)),
    'ratelimit-reset': String(reset),
  };
  if (observed > limit.requests) {
    return refuseWithText(429, 'Retry later\n', {
      ...headers,
      'ratelimit-resettime': new Date(reset * 1000).toUTCString(),
      'retry-after': String(Math.ceil(reset - now)),
    });
  }
  await next();
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
}
