import type { Browser } from 'wxt/browser';
import { createTurns } from '../storage/createTurns.ts';
import { pagePattern, permissionPattern } from './matchPatterns.ts';
import { siteOf } from './siteOf.ts';

const SCRIPT_ID = 'gitlab';
const SCRIPT_FILE = '/content-scripts/gitlab.js';

/** The parts of the browser that registration uses. */
export interface RegistrationBrowser {
  permissions: Pick<typeof Browser.permissions, 'contains'>;
  scripting: {
    getRegisteredContentScripts(): Promise<{ id: string; matches?: string[] | undefined }[]>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
    registerContentScripts(
      scripts: { id: string; js: string[]; matches: string[]; runAt: 'document_end' }[],
    ): Promise<void>;
    executeScript(injection: {
      target: { tabId: number };
      files: (typeof SCRIPT_FILE)[];
    }): Promise<unknown>;
  };
  tabs: {
    query(filter: {
      url: string[];
    }): Promise<{ id?: number | undefined; url?: string | undefined }[]>;
  };
}

export interface Registrar {
  /** Makes the registration what the saved and granted sites want, whatever was registered before; gives the roots that are new in it. */
  register(): Promise<string[]>;
  /**
   * Runs the page script in open tabs of those sites, or of these alone: they were loaded before the registration, or before an
   * update. Where one runs already it is replaced, and the open panel goes.
   */
  inject(only?: readonly string[]): Promise<void>;
}

/** Registers page scripts on the saved sites alone. Calls wait for one another: two at once would register twice. */
export function createRegistrar(
  browser: RegistrationBrowser,
  listSites: () => Promise<{ root: string }[]>,
  /** Told the roots of the sites that are on, after each registration. */
  registered: (roots: string[]) => void = () => undefined,
): Registrar {
  const inTurn = createTurns();

  const granted = async () => {
    const sites = await listSites();
    const has = await Promise.all(
      sites.map(({ root }) => browser.permissions.contains({ origins: [permissionPattern(root)] })),
    );
    return sites.filter((_, index) => has[index]);
  };

  return {
    register: () =>
      inTurn(async () => {
        const sites = await granted();
        const matches = [...new Set(sites.map(({ root }) => pagePattern(root)))];
        const present = await browser.scripting.getRegisteredContentScripts();
        const before = new Set(present.flatMap((script) => script.matches ?? []));
        if (present.length > 0)
          await browser.scripting.unregisterContentScripts({ ids: present.map(({ id }) => id) });
        if (matches.length > 0)
          await browser.scripting.registerContentScripts([
            { id: SCRIPT_ID, js: [SCRIPT_FILE.slice(1)], matches, runAt: 'document_end' },
          ]);
        registered(sites.map(({ root }) => root));
        return sites.map(({ root }) => root).filter((root) => !before.has(pagePattern(root)));
      }),
    inject: (only) =>
      inTurn(async () => {
        const sites = (await granted()).filter(({ root }) => only?.includes(root) ?? true);
        if (sites.length === 0) return;
        const patterns = [...new Set(sites.map(({ root }) => pagePattern(root)))];
        const tabs = await browser.tabs.query({ url: patterns });
        const ids = tabs.flatMap(({ id, url }) =>
          id !== undefined && url !== undefined && siteOf(url, sites) ? [id] : [],
        );
        const results = await Promise.allSettled(
          ids.map((tabId) =>
            browser.scripting.executeScript({ target: { tabId }, files: [SCRIPT_FILE] }),
          ),
        );
        for (const result of results) {
          // A tab that was closed meanwhile, or that shows the browser's own error page.
          if (result.status === 'rejected') console.debug('A tab was left out:', result.reason);
        }
      }),
  };
}
