import type { Result } from '../../gitlab/Failure.ts';
import { parseUrl } from '../parseUrl.ts';
import { challengeOf, randomText } from './pkce.ts';
import { redirectAddress, type RedirectSource } from './redirectAddress.ts';

/** The part of `browser.identity` that signing in uses. */
export interface AuthWindow extends RedirectSource {
  /** Rejects when the user closes the window. */
  launchWebAuthFlow(details: { url: string; interactive: true }): Promise<string | undefined>;
}

/** A code that the user's consent gave, and what proves that it was asked for here. */
export interface Consent {
  code: string;
  verifier: string;
  redirectUri: string;
}

/** What GitLab said of a refused consent, in OAuth's codes (RFC 6749, 4.1.2.1). */
function refusal(error: string | null): Result<never> {
  const reason = error === 'access_denied' ? 'denied' : 'consent';
  return {
    ok: false,
    failure: { kind: 'token_refused', reason, ...(error && { detail: error }) },
  };
}

/** A sign-in that came back as another site's: its code belongs to that one, and is given to nobody. */
const MIXED_UP: Result<never> = {
  ok: false,
  failure: { kind: 'token_refused', reason: 'mixed_up' },
};

/** Whether the window ended at that very address; query and fragment aside. */
function isAt(landed: URL, redirectUri: string): boolean {
  const { origin, pathname } = new URL(redirectUri);
  return landed.origin === origin && landed.pathname === pathname;
}

/**
 * Has the user consent in a window of GitLab's own. The verifier stays here; an answer to another question, at another
 * site's redirect address, or by another issuer (`iss`, RFC 9207, where GitLab sends it) is not taken.
 */
export async function authorize(
  identity: AuthWindow,
  root: string,
  clientId: string,
): Promise<Result<Consent>> {
  const [verifier, state] = [randomText(), randomText()];
  const redirectUri = await redirectAddress(identity, root);
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    state,
    scope: 'api',
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  let landed: string | undefined;
  try {
    landed = await identity.launchWebAuthFlow({
      url: `${root}/oauth/authorize?${query}`,
      interactive: true,
    });
  } catch (error) {
    // Chromium's words for a page that is itself a refusal; it shows none of it.
    const unloaded = error instanceof Error && error.message.includes('could not be loaded');
    return refusal(unloaded ? null : 'access_denied');
  }
  const end = parseUrl(landed ?? '');
  if (!end) return refusal(null);
  if (!isAt(end, redirectUri)) return MIXED_UP;
  const answer = end.searchParams;
  if (answer.get('state') !== state) return refusal(null);
  const issuer = answer.get('iss');
  if (issuer !== null && issuer.replace(/\/$/, '') !== root) return MIXED_UP;
  const code = answer.get('code');
  if (code === null) return refusal(answer.get('error'));
  return { ok: true, value: { code, verifier, redirectUri } };
}
