import { parseSiteAddress } from './parseSiteAddress.ts';
import { parseUrl } from './parseUrl.ts';
import { siteOf } from './siteOf.ts';

/** What a tab shows: a GitLab that is switched on, one that may be added, or neither. */
export type TabState =
  | { kind: 'on' }
  | { kind: 'addable'; host: string; root: string }
  | { kind: 'other' };

/** Goes by GitLab's own marks, `examined`; where the browser does not show the page, by its address: project pages have `/-/` in their path, and many hosts are called so. */
export function tabStateOf(
  address: string,
  sites: readonly { root: string }[],
  examined: { root: string | null } | null = null,
): TabState {
  const url = parseUrl(address);
  if (!url) return { kind: 'other' };
  if (siteOf(address, sites)) return { kind: 'on' };
  if (examined) {
    const { root } = examined;
    return root === null ? { kind: 'other' } : { kind: 'addable', host: url.host, root };
  }
  const looksLikeGitLab = url.pathname.includes('/-/') || /(^|[.-])gitlab[.-]/i.test(url.hostname);
  const parsed = parseSiteAddress(url.origin);
  if (!looksLikeGitLab || !parsed.ok) return { kind: 'other' };
  return { kind: 'addable', host: url.host, root: parsed.root };
}
