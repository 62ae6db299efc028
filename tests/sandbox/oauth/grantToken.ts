import { randomBytes } from 'node:crypto';
import type { Scope } from '../state/State.ts';
import { makeToken } from '../seed/people.ts';
import type { World } from '../World.ts';

/** For whom and what a new pair of tokens is. */
export interface NewGrant {
  clientId: string;
  userId: number;
  scopes: Scope[];
  /** The refresh token that was given for it; empty for a first grant. */
  previousRefresh: string;
}

/** Makes a pair of tokens, and GitLab's answer with it. */
export function grantToken(
  world: World,
  { clientId, userId, scopes, previousRefresh }: NewGrant,
): Record<string, unknown> {
  const seconds = world.state.settings.oauthTokenSeconds;
  const refresh = randomBytes(32).toString('hex');
  const token = {
    ...makeToken(userId, 'OAuth', scopes, { expiresAt: null }),
    value: randomBytes(32).toString('hex'),
    oauth: { clientId, expiresAtMs: Date.now() + seconds * 1000, refresh, previousRefresh },
  };
  world.state.tokens.push(token);
  return {
    access_token: token.value,
    token_type: 'Bearer',
    expires_in: seconds,
    refresh_token: refresh,
    scope: scopes.join(' '),
    created_at: Math.floor(Date.now() / 1000),
  };
}
