import type { Policy } from '../storage/policy.ts';
import { parseSiteAddress } from './parseSiteAddress.ts';

/** A site that may be signed in to without typing its address: the organisation named it, or imported settings did. */
export interface KnownSite {
  root: string;
  /** Id of its OAuth application. */
  clientId?: string;
  byPolicy: boolean;
}

/** A site as settings name it. */
export interface NamedSite {
  address: string;
  applicationId?: string | undefined;
}

/** Sites that the policy or imported settings name and that are not saved yet; those of the policy first, each once. */
export function knownSites(
  policy: Policy,
  offers: readonly NamedSite[],
  saved: readonly { root: string }[],
): KnownSite[] {
  const all = new Map<string, KnownSite>();
  const add = ({ address, applicationId }: NamedSite, byPolicy: boolean) => {
    const parsed = parseSiteAddress(address);
    if (!parsed.ok || all.has(parsed.root) || saved.some(({ root }) => root === parsed.root))
      return;
    const clientId = applicationId ? { clientId: applicationId } : {};
    all.set(parsed.root, { root: parsed.root, ...clientId, byPolicy });
  };
  for (const site of policy.sites) add(site, true);
  for (const site of offers) add(site, false);
  return [...all.values()];
}
