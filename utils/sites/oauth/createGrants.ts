import type { Result } from '../../gitlab/Failure.ts';
import type { Grant } from '../Credential.ts';
import type { Credentials } from '../credentials.ts';
import type { TokenRequests } from './tokenRequests.ts';

/** An access token with less left is renewed before it is used, in milliseconds. */
const MARGIN_MS = 60_000;

/** The grants of sites, kept fresh. */
export interface Grants {
  /**
   * An access token that holds. Whoever asks while one is being renewed waits for that one; what was renewed is stored before anybody uses it.
   * `stale` names one that GitLab did not take.
   */
  access(root: string, stale?: string): Promise<Result<string>>;
}

export function createGrants(deps: {
  credentials: Pick<Credentials, 'get' | 'renew'>;
  requests: Pick<TokenRequests, 'refresh'>;
  redirectAddress(root: string): Promise<string>;
  now(): number;
}): Grants {
  const renewals = new Map<string, Promise<Result<string>>>();

  async function renew(root: string, grant: Grant): Promise<Result<string>> {
    const next = await deps.requests.refresh(root, grant, await deps.redirectAddress(root));
    if (!next.ok) return next;
    await deps.credentials.renew(root, next.value.grant);
    return { ok: true, value: next.value.grant.access };
  }

  async function find(root: string, stale: string | undefined): Promise<Result<string>> {
    const grant = await deps.credentials.get(root);
    if (grant?.kind !== 'oauth')
      return { ok: false, failure: { kind: 'token_refused', reason: 'signed_out' } };
    const holds = grant.expiresAt - deps.now() > MARGIN_MS && grant.access !== stale;
    return holds ? { ok: true, value: grant.access } : renew(root, grant);
  }

  return {
    access(root, stale) {
      const known = renewals.get(root);
      if (known) return known;
      const finding = find(root, stale).finally(() => renewals.delete(root));
      renewals.set(root, finding);
      return finding;
    },
  };
}
