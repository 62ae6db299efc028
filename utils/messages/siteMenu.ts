import type { Browser } from 'wxt/browser';
import { type ExaminingBrowser, examineTab } from '../sites/examineTab.ts';
import { parseUrl } from '../sites/parseUrl.ts';

const ITEM = 'add-site';

/** The parts of the browser that the right-click menu uses. */
export interface MenuBrowser extends ExaminingBrowser {
  contextMenus: {
    removeAll(): Promise<void>;
    create(item: {
      id: string;
      title: string;
      contexts: ['page'];
      documentUrlPatterns: string[];
    }): unknown;
  };
  tabs: { create(tab: { url: string }): Promise<unknown> };
}

type Tab = Pick<Browser.tabs.Tab, 'id' | 'url'>;

/** The item of the right-click menu by which the GitLab of a page is added: it leads to the settings, with the address filled in. */
export function createSiteMenu(browser: MenuBrowser, optionsPage: string) {
  return {
    /** Puts the item there; menus outlive the worker, so once after install and update. */
    async place(title: string): Promise<void> {
      await browser.contextMenus.removeAll();
      browser.contextMenus.create({
        id: ITEM,
        title,
        contexts: ['page'],
        documentUrlPatterns: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
      });
    },

    /** The item was pressed in a tab. A page without GitLab's marks is told to be none. */
    async pressed(item: string | number, tab: Tab | undefined): Promise<void> {
      if (item !== ITEM || tab?.id === undefined) return;
      const seen = await examineTab(browser, tab.id);
      const host = parseUrl(tab.url ?? '')?.host ?? '';
      const hash = seen?.root ? { site: seen.root } : { other: host };
      await browser.tabs.create({ url: `${optionsPage}#${new URLSearchParams(hash)}` });
    },
  };
}
