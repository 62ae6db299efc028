import { z } from 'zod';
import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { Grant } from '../Credential.ts';
import type { Consent } from './authorize.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** GitLab's answer of `/oauth/token` (`doc/api/oauth2.md`). */
const Given = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  scope: z.string().default('api'),
});
const Refused = z.object({ error: z.string(), error_description: z.string().optional() });

/** A grant, and what it may be used for. */
export interface Granted {
  grant: Grant;
  scopes: string[];
}

const TIMEOUT_MS = 30_000;
/** A site that is removed is not waited for long. */
const REVOKE_TIMEOUT_MS = 5000;

/** The three requests of OAuth, each to the site itself, with the secret in the body: redirects are not followed. */
export function createTokenRequests(fetch: Fetch, now: () => number) {
  async function post(
    root: string,
    path: string,
    body: Record<string, string>,
    timeout = TIMEOUT_MS,
  ): Promise<Response | null> {
    try {
      return await fetch(`${root}/oauth/${path}`, {
        method: 'POST',
        // GitLab answers across origins to forms only (facts: CORS of `/oauth/token`).
        body: new URLSearchParams(body),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(timeout),
      });
    } catch {
      return null;
    }
  }

  async function ask(
    root: string,
    clientId: string,
    body: Record<string, string>,
  ): Promise<Result<Granted>> {
    const response = await post(root, 'token', { client_id: clientId, ...body });
    if (response === null) return failed({ kind: 'network' });
    if (response.status >= 500) return failed({ kind: 'network', status: response.status });
    const answer: unknown = await response.json().catch(() => null);
    const given = Given.safeParse(answer);
    if (response.ok && given.success) {
      const { access_token: access, refresh_token: refresh, expires_in: seconds } = given.data;
      const expiresAt = now() + seconds * 1000;
      return {
        ok: true,
        value: {
          grant: { kind: 'oauth', clientId, access, refresh, expiresAt },
          scopes: given.data.scope.split(' '),
        },
      };
    }
    const refused = Refused.safeParse(answer);
    if (!refused.success) return failed({ kind: 'not_json', status: response.status });
    const { error, error_description: detail = error } = refused.data;
    const reason = error === 'invalid_client' ? 'application' : 'signed_out';
    return failed({ kind: 'token_refused', status: response.status, reason, detail });
  }

  return {
    /** Gives the code and its verifier for the first grant. */
    redeem: (root: string, clientId: string, { code, verifier, redirectUri }: Consent) =>
      ask(root, clientId, {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectUri,
      }),
    /** Gives a refresh token for the next grant. GitLab lets the old one go once the new access token is first used (doorkeeper, `previous_refresh_token`). */
    refresh: (root: string, { clientId, refresh }: Grant, redirectUri: string) =>
      ask(root, clientId, {
        grant_type: 'refresh_token',
        refresh_token: refresh,
        redirect_uri: redirectUri,
      }),
    /** Makes a grant worthless. What a site that cannot be reached makes of it is its own affair: the grant ends by itself. */
    async revoke(root: string, { clientId, access, refresh }: Grant): Promise<void> {
      await Promise.all(
        [refresh, access].map((token) =>
          post(root, 'revoke', { client_id: clientId, token }, REVOKE_TIMEOUT_MS),
        ),
      );
    },
  };
}

export type TokenRequests = ReturnType<typeof createTokenRequests>;

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
