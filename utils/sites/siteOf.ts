import { parseUrl } from './parseUrl.ts';

/** The site that an address belongs to: same origin, below the relative root. Of several, the most particular. */
export function siteOf<Site extends { root: string }>(
  address: string,
  sites: readonly Site[],
): Site | null {
  const url = parseUrl(address);
  if (!url) return null;
  const { origin, pathname } = url;
  const fitting = sites.filter(({ root }) => {
    const { origin: siteOrigin, pathname: sitePath } = new URL(root);
    const path = sitePath.replace(/\/$/, '');
    return origin === siteOrigin && (pathname === path || pathname.startsWith(`${path}/`));
  });
  return fitting.toSorted((one, other) => other.root.length - one.root.length)[0] ?? null;
}
