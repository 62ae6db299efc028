import type { Result } from '../gitlab/Failure.ts';
import type { Credentials } from './credentials.ts';
import type { Site } from './Site.ts';

/** What `createSites` is made of. */
export interface SitesDeps {
  stored: { list(): Promise<Site[]>; update(change: (sites: Site[]) => Site[]): Promise<void> };
  credentials: Credentials;
  check(root: string, token: string): Promise<Result<Site>>;
  /** After a site was saved: its scripts. */
  saved(root: string): Promise<void>;
  /** After a site was removed: its scripts, and what else goes with it. */
  removed(root: string): Promise<void>;
}

/** The GitLabs that are switched on, and their tokens. */
export interface Sites {
  list(): Promise<Site[]>;
  /** Checks the token live; a refusal leaves everything as it was. */
  save(root: string, token: string): Promise<Result<Site>>;
  remove(root: string): Promise<void>;
  /** The token of a saved site; null for one that is not, or no longer. */
  tokenOf(root: string): Promise<string | null>;
}

export function createSites({ stored, credentials, check, saved, removed }: SitesDeps): Sites {
  return {
    list: () => stored.list(),
    async save(root, token) {
      const checked = await check(root, token);
      if (!checked.ok) return checked;
      await credentials.set(root, token);
      await stored.update((sites) => [
        ...sites.filter((site) => site.root !== root),
        checked.value,
      ]);
      await saved(root);
      return checked;
    },
    async remove(root) {
      await stored.update((sites) => sites.filter((site) => site.root !== root));
      await credentials.remove(root);
      await removed(root);
    },
    async tokenOf(root) {
      const sites = await stored.list();
      return sites.some((site) => site.root === root) ? credentials.get(root) : null;
    },
  };
}
