import type { PageRef } from './PageRef.ts';
import type { FileRef, PipelineRef } from './PipelineRef.ts';

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

/** GitLab's routes of one pipeline, with its tabs, and of one job. */
const PIPELINE_PATH = /^\/(.+?)\/-\/(pipelines|jobs)\/([1-9]\d{0,14})(?:\/[a-z_]+)?\/?$/;

/** GitLab's routes of one file at a ref. */
const FILE_PATH = /^\/(.+?)\/-\/(?:blob|blame)\/(.+)$/;

/** The path of an address below a site's root, or null where it lies elsewhere. */
function pathBelow(url: string, siteRoot: string): string | null {
  const address = parse(url);
  const root = parse(siteRoot);
  if (!address || !root || address.origin !== root.origin) return null;
  const rootPath = root.pathname.replace(/\/$/, '');
  return address.pathname.startsWith(`${rootPath}/`)
    ? address.pathname.slice(rootPath.length)
    : null;
}

/**
 * The page that an address names on a site, or null where it names none that can be asked about.
 * `siteRoot` is origin plus relative URL root, without a trailing slash. Items of groups have no project and no pipelines.
 */
export function pageOfUrl(url: string, siteRoot: string): PageRef | null {
  const match = ITEM_PATH.exec(pathBelow(url, siteRoot) ?? '');
  const [, projectPath, route, iid] = match ?? [];
  if (!projectPath?.includes('/') || projectPath.startsWith('groups/')) return null;
  return {
    site: siteRoot,
    projectPath,
    type: route === 'merge_requests' ? 'merge_request' : 'issue',
    iid: Number(iid),
  };
}

/** The pipeline or job whose page an address names on a site; null for every other address. */
export function pipelineOfUrl(url: string, siteRoot: string): PipelineRef | null {
  const [, projectPath, route, id] = PIPELINE_PATH.exec(pathBelow(url, siteRoot) ?? '') ?? [];
  if (!projectPath?.includes('/')) return null;
  return {
    site: siteRoot,
    projectPath,
    kind: route === 'jobs' ? 'job' : 'pipeline',
    id: Number(id),
  };
}

/** The file whose page an address names on a site; null for every other address. */
export function fileOfUrl(url: string, siteRoot: string): FileRef | null {
  const [, projectPath, refAndPath] = FILE_PATH.exec(pathBelow(url, siteRoot) ?? '') ?? [];
  if (!projectPath?.includes('/') || refAndPath === undefined) return null;
  try {
    return {
      site: siteRoot,
      projectPath,
      kind: 'file',
      refAndPath: decodeURIComponent(refAndPath),
    };
  } catch {
    return null;
  }
}
