import { createGitLab } from '../../gitlab/createGitLab.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { SiteView } from '../Site.ts';
import type { Credential } from '../Credential.ts';
import type { Credentials } from '../credentials.ts';
import { authorize, type AuthWindow } from './authorize.ts';
import { bearerNetwork } from './bearerNetwork.ts';
import { createGrants } from './createGrants.ts';
import { redirectAddress } from './redirectAddress.ts';
import { createTokenRequests, type Granted } from './tokenRequests.ts';

/** Signing in by an application that a site's administrator registered, as a public one: PKCE stands for its secret. */
export function createOAuth(deps: { identity: AuthWindow; credentials: Credentials }) {
  const { identity, credentials } = deps;
  const network = {
    fetch: (url: URL | string, init: RequestInit) => fetch(url, init),
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const requests = createTokenRequests(network.fetch, Date.now);
  return {
    grants: createGrants({
      credentials,
      requests,
      redirectAddress: (root) => redirectAddress(identity, root),
      now: Date.now,
    }),
    /** Asks the user in GitLab's own window, and takes what they grant. */
    async consent(root: string, clientId: string): Promise<Result<Granted>> {
      const consent = await authorize(identity, root, clientId);
      return consent.ok ? requests.redeem(root, clientId, consent.value) : consent;
    },
    /** Whose grant this is. */
    async user(root: string, access: string): Promise<Result<SiteView['user']>> {
      const given = { access: async () => ({ ok: true as const, value: access }) };
      const gitLab = createGitLab({ root, token: '' }, bearerNetwork(root, given, network));
      const user = await gitLab.user();
      if (!user.ok) return user;
      const { username, name } = user.value;
      return { ok: true, value: { username, name } };
    },
    /** Nothing where it is no grant: a user's own token is theirs to revoke. */
    async revoke(root: string, credential: Credential): Promise<void> {
      if (credential.kind === 'oauth') await requests.revoke(root, credential);
    },
  };
}
