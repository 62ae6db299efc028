import type { PageRef } from './PageRef.ts';

/** GitLab's routes of one issue, work item or merge request, with their tabs, below the relative URL root. Incidents have a path of their own. */
const ITEM_PATH =
  /^\/(.+?)\/-\/(issues(?:\/incident)?|work_items|merge_requests)\/([1-9]\d{0,9})(?:\/(?:diffs|commits|pipelines|timeline|alerts|metrics|reports(?:\/.+)?|designs(?:\/.+)?))?\/?$/;

/** `URL.parse`, which the oldest browsers that we run in lack. */
function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/**
 * The page that an address names on a site, or null where it names none that can be asked about.
 * `siteRoot` is origin plus relative URL root, without a trailing slash. Items of groups have no project and no pipelines.
 */
export function pageOfUrl(url: string, siteRoot: string): PageRef | null {
  const address = parse(url);
  const root = parse(siteRoot);
  if (!address || !root || address.origin !== root.origin) return null;
  const rootPath = root.pathname.replace(/\/$/, '');
  if (!address.pathname.startsWith(`${rootPath}/`)) return null;
  const match = ITEM_PATH.exec(address.pathname.slice(rootPath.length));
  const [, projectPath, route, iid] = match ?? [];
  if (!projectPath?.includes('/') || projectPath.startsWith('groups/')) return null;
  return {
    site: siteRoot,
    projectPath,
    type: route === 'merge_requests' ? 'merge_request' : 'issue',
    iid: Number(iid),
  };
}
