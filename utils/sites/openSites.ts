import { type ExaminingBrowser, examineTab } from './examineTab.ts';
import { parseUrl } from './parseUrl.ts';

/** A GitLab that is open in a tab. */
export interface OpenSite {
  root: string;
  /** Who is signed in there, where the page says it. */
  username?: string;
  /** Path of the project that the tab shows, where it shows one. */
  project?: string;
}

interface Tab {
  id?: number | undefined;
  /** Only of hosts that we may see. */
  url?: string | undefined;
  lastAccessed?: number | undefined;
}

/** The part of the browser that is used. */
export interface TabsBrowser extends ExaminingBrowser {
  tabs: { query(info: object): Promise<Tab[]> };
}

/** More tabs are not looked into. */
const MOST_TABS = 30;

function projectOf(url: string, root: string): string | undefined {
  if (!url.startsWith(`${root}/`)) return undefined;
  const path = /^((?:[\w.-]+\/)+[\w.-]+)\/-\//.exec(url.slice(root.length + 1))?.[1];
  return path?.startsWith('groups/') ? undefined : path;
}

/** The GitLabs in the open tabs that the browser lets us see, each once, the one looked at last first. */
export async function openSites(browser: TabsBrowser): Promise<OpenSite[]> {
  const tabs = (await browser.tabs.query({}))
    .filter(
      ({ id, url }) => id !== undefined && /^https?:$/.test(parseUrl(url ?? '')?.protocol ?? ''),
    )
    .toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))
    .slice(0, MOST_TABS);
  const seen = await Promise.all(
    tabs.map(async ({ id = -1, url = '' }): Promise<OpenSite[]> => {
      const marks = await examineTab(browser, id);
      if (!marks?.root) return [];
      const { root, username } = marks;
      const project = projectOf(url, root);
      return [{ root, ...(username && { username }), ...(project && { project }) }];
    }),
  );
  const found = new Map<string, OpenSite>();
  for (const site of seen.flat()) found.set(site.root, { ...site, ...found.get(site.root) });
  return [...found.values()];
}
