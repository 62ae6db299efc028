import type { Browser } from 'wxt/browser';
import type { PageNotice } from './notices.ts';

const PANEL_SCRIPT = '/content-scripts/panel.js';
const DETAILS_SCRIPT = '/panel-details.js';

/** The parts of the browser that the toolbar button and the keyboard command use. */
export interface ToolbarBrowser {
  action: Pick<typeof Browser.action, 'setPopup'>;
  scripting: {
    executeScript(injection: {
      target: { tabId: number };
      files: (typeof PANEL_SCRIPT | typeof DETAILS_SCRIPT)[];
    }): Promise<unknown>;
  };
  tabs: { sendMessage(tabId: number, notice: PageNotice): Promise<unknown> };
  commands: Pick<typeof Browser.commands, 'getAll'>;
}

export const OPEN_PANEL_COMMAND = 'open-panel';

/** What the toolbar button and the command do in a tab. */
export function createToolbar(browser: ToolbarBrowser, popup: string) {
  return {
    /** Without a popup a click reaches us, and opens the panel. The browser forgets it when the tab moves on. */
    setAskable: (tabId: number, askable: boolean) =>
      browser.action.setPopup({ tabId, popup: askable ? '' : popup }),

    /** Has the panel of a tab shown; its script is run first where none is there that hears us. */
    async openPanel(
      tabId: number,
      discussionId?: string,
      proposed?: PageNotice['proposed'],
    ): Promise<void> {
      const notice: PageNotice = {
        notice: 'show-panel',
        ...(discussionId === undefined ? {} : { discussionId }),
        ...(proposed && { proposed }),
      };
      if (await isHeard(browser, tabId, notice)) return;
      await browser.scripting.executeScript({ target: { tabId }, files: [PANEL_SCRIPT] });
      await browser.tabs.sendMessage(tabId, notice);
    },

    /** Runs the panel's second script beside its first. */
    async loadDetails(tabId: number): Promise<void> {
      await browser.scripting.executeScript({ target: { tabId }, files: [DETAILS_SCRIPT] });
    },

    /** The shortcut as the user really has it; browsers may give none. */
    async shortcut(): Promise<string> {
      const commands = await browser.commands.getAll();
      return commands.find(({ name }) => name === OPEN_PANEL_COMMAND)?.shortcut ?? '';
    },
  };
}

/** A panel answers `true`; without one the browser says that nobody is there, or nobody answers. */
async function isHeard(
  browser: ToolbarBrowser,
  tabId: number,
  notice: PageNotice,
): Promise<boolean> {
  return browser.tabs.sendMessage(tabId, notice).then(
    (answer) => answer === true,
    () => false,
  );
}
