import type { Browser } from 'wxt/browser';
import { type ExaminingBrowser, examineTab } from '../sites/examineTab.ts';
import { pagePattern } from '../sites/matchPatterns.ts';
import { parseUrl } from '../sites/parseUrl.ts';

const ADD_SITE = 'add-site';
export const ASK_SELECTION = 'ask-selection';

/** Pages whose selections can be asked about: items, and jobs and files, which lead to their merge request. */
const ASKED_PAGES = ['issues', 'work_items', 'merge_requests', 'jobs', 'blob', 'blame'];

interface MenuItem {
  id: string;
  title: string;
  contexts: ['page'] | ['selection'];
  documentUrlPatterns: string[];
  visible?: boolean;
}

/** The parts of the browser that the right-click menu uses. */
export interface MenuBrowser extends ExaminingBrowser {
  contextMenus: {
    removeAll(): Promise<void>;
    create(item: MenuItem): unknown;
    update(id: string, item: Pick<MenuItem, 'documentUrlPatterns' | 'visible'>): Promise<void>;
  };
  tabs: { create(tab: { url: string }): Promise<unknown> };
}

type Tab = Pick<Browser.tabs.Tab, 'id' | 'url'>;

/** Without a site it stands nowhere. */
function patternsFor(roots: readonly string[]): Pick<MenuItem, 'documentUrlPatterns' | 'visible'> {
  const patterns = roots.flatMap((root) =>
    ASKED_PAGES.map((kind) => pagePattern(root).replace(/\*$/, `*/-/${kind}/*`)),
  );
  return {
    visible: patterns.length > 0,
    documentUrlPatterns: patterns.length > 0 ? patterns : ['https://gitlab.invalid/*'],
  };
}

/**
 * The items of the right-click menu: one adds the GitLab of a page, and leads to the settings with the address filled in; one asks about what is selected, on the pages
 * of the sites that are on.
 */
export function createSiteMenu(browser: MenuBrowser, optionsPage: string) {
  return {
    /** Puts the items there; menus outlive the worker, so once after install and update. */
    async place(
      titles: { addSite: string; askSelection: string },
      roots: readonly string[],
    ): Promise<void> {
      await browser.contextMenus.removeAll();
      browser.contextMenus.create({
        id: ADD_SITE,
        title: titles.addSite,
        contexts: ['page'],
        documentUrlPatterns: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
      });
      browser.contextMenus.create({
        id: ASK_SELECTION,
        title: titles.askSelection,
        contexts: ['selection'],
        ...patternsFor(roots),
      });
    },

    /** Other sites are on now. */
    follow: (roots: readonly string[]): Promise<void> =>
      browser.contextMenus.update(ASK_SELECTION, patternsFor(roots)),

    /** The item that adds a site was pressed in a tab. A page without GitLab's marks is told to be none. */
    async pressed(item: string | number, tab: Tab | undefined): Promise<void> {
      if (item !== ADD_SITE || tab?.id === undefined) return;
      const seen = await examineTab(browser, tab.id);
      const host = parseUrl(tab.url ?? '')?.host ?? '';
      const hash = seen?.root ? { site: seen.root } : { other: host };
      await browser.tabs.create({ url: `${optionsPage}#${new URLSearchParams(hash)}` });
    },
  };
}
