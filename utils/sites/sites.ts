import type { Failure, Result } from '../gitlab/Failure.ts';
import type { Credential } from './Credential.ts';
import type { Credentials } from './credentials.ts';
import type { Granted } from './oauth/tokenRequests.ts';
import type { Site } from './Site.ts';

/** What `createSites` is made of. */
export interface SitesDeps {
  stored: { list(): Promise<Site[]>; update(change: (sites: Site[]) => Site[]): Promise<void> };
  credentials: Credentials;
  /** Why a site may not be added, where somebody rules that. */
  refusal(root: string): Promise<Failure | null>;
  check(root: string, token: string): Promise<Result<Site>>;
  /** Signing in by an application of the site. */
  oauth: {
    consent(root: string, clientId: string): Promise<Result<Granted>>;
    user(root: string, access: string): Promise<Result<Site['user']>>;
    revoke(root: string, credential: Credential): Promise<void>;
  };
  /** After a site was saved: its scripts. */
  saved(root: string): Promise<void>;
  /** After a site was removed: its scripts, and what else goes with it. */
  removed(root: string): Promise<void>;
}

/** The GitLabs that are switched on, and how each was signed in to. */
export interface Sites {
  list(): Promise<Site[]>;
  /** Checks the token live; a refusal leaves everything as it was. `forSession` forgets it when the browser closes. */
  save(root: string, token: string, forSession?: boolean): Promise<Result<Site>>;
  /** Signs in by an OAuth application; a refusal leaves everything as it was. */
  signIn(root: string, clientId: string, forSession?: boolean): Promise<Result<Site>>;
  remove(root: string): Promise<void>;
  /** The credential of a saved site; null for one that is not, or no longer. */
  credentialOf(root: string): Promise<Credential | null>;
}

export function createSites(deps: SitesDeps): Sites {
  const { stored, credentials, check, oauth, saved, removed } = deps;

  async function keep(site: Site, credential: Credential, forSession: boolean): Promise<Site> {
    const { root } = site;
    const before = await credentials.get(root);
    const whole = { ...site, ...(forSession && { forSession }) };
    try {
      await credentials.set(root, credential, forSession);
      await stored.update((sites) => [...sites.filter((one) => one.root !== root), whole]);
    } catch (error) {
      // The disk is full, say: as before, and nothing of the new one goes on living.
      const known = (await stored.list()).find((one) => one.root === root);
      if (before) await credentials.set(root, before, known?.forSession);
      else await credentials.remove(root);
      await oauth.revoke(root, credential);
      throw error;
    }
    if (before) await oauth.revoke(root, before);
    await saved(root);
    return whole;
  }

  return {
    list: () => stored.list(),
    async save(root, token, forSession = false) {
      const refusal = await deps.refusal(root);
      if (refusal) return { ok: false, failure: refusal };
      const checked = await check(root, token);
      if (!checked.ok) return checked;
      const value = await keep(checked.value, { kind: 'token', token }, forSession);
      return { ok: true, value };
    },
    async signIn(root, clientId, forSession = false) {
      const refusal = await deps.refusal(root);
      if (refusal) return { ok: false, failure: refusal };
      const granted = await oauth.consent(root, clientId);
      if (!granted.ok) return granted;
      const { grant, scopes } = granted.value;
      if (!scopes.includes('api')) {
        await oauth.revoke(root, grant);
        return { ok: false, failure: { kind: 'token_refused', reason: 'scope' } };
      }
      const user = await oauth.user(root, grant.access);
      if (!user.ok) {
        // Nobody will use it: it must not go on living.
        await oauth.revoke(root, grant);
        return user;
      }
      const site: Site = {
        root,
        user: user.value,
        scopes,
        expiresAt: null,
        signIn: 'oauth',
        clientId,
      };
      return { ok: true, value: await keep(site, grant, forSession) };
    },
    async remove(root) {
      const credential = await credentials.get(root);
      await stored.update((sites) => sites.filter((site) => site.root !== root));
      await credentials.removeSite(root);
      if (credential) await oauth.revoke(root, credential);
      await removed(root);
    },
    async credentialOf(root) {
      const sites = await stored.list();
      return sites.some((site) => site.root === root) ? credentials.get(root) : null;
    },
  };
}
