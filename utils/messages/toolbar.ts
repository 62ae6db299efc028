import type { Browser } from 'wxt/browser';
import type { PanelLayout } from '../page/PanelLayout.ts';
import { createTurns } from '../storage/createTurns.ts';
import type { ExtrasNotice, PageNotice, PanelOpening } from './notices.ts';

const PANEL_SCRIPT = '/content-scripts/panel.js';
const DETAILS_SCRIPT = '/panel-details.js';
const EXTRAS_SCRIPT = '/content-scripts/extras.js';

/** Page scripts that are injected when they are first needed. */
type ScriptFile = typeof PANEL_SCRIPT | typeof DETAILS_SCRIPT | typeof EXTRAS_SCRIPT;

/** The parts of the browser that the toolbar button and the keyboard command use. */
export interface ToolbarBrowser {
  action: Pick<typeof Browser.action, 'setPopup'>;
  scripting: {
    executeScript(injection: { target: { tabId: number }; files: ScriptFile[] }): Promise<unknown>;
  };
  tabs: { sendMessage(tabId: number, notice: PageNotice): Promise<unknown> };
  commands: Pick<typeof Browser.commands, 'getAll'>;
}

export const OPEN_PANEL_COMMAND = 'open-panel';

/**
 * What the toolbar button and the command do in a tab, and what its page's scripts are told.
 * @param layoutOn how the panel is to stand on a site
 */
export function createToolbar(
  browser: ToolbarBrowser,
  popup: string,
  layoutOn: (site: string) => Promise<PanelLayout>,
) {
  /** Tells a script of a tab; it is run first where none is there that hears us. */
  async function tell(tabId: number, file: ScriptFile, notice: PageNotice): Promise<void> {
    if (await isHeard(browser, tabId, notice)) return;
    await browser.scripting.executeScript({ target: { tabId }, files: [file] });
    await browser.tabs.sendMessage(tabId, notice);
  }
  // Two at once would both find nobody there, and the second script would end the first.
  const inTurn = createTurns();

  return {
    /** Without a popup a click reaches us, and opens the panel. The browser forgets it when the tab moves on. */
    setAskable: (tabId: number, askable: boolean) =>
      browser.action.setPopup({ tabId, popup: askable ? '' : popup }),

    /** Has the panel of a tab shown. */
    async openPanel(tabId: number, site: string, what: PanelOpening = {}): Promise<void> {
      const layout = await layoutOn(site);
      await tell(tabId, PANEL_SCRIPT, { notice: 'show-panel', site, layout, ...what });
    },

    /** Tells the second script of a tab's page. */
    tellExtras: (tabId: number, notice: ExtrasNotice): Promise<void> =>
      inTurn(() => tell(tabId, EXTRAS_SCRIPT, notice)),

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

/** Who it is meant for answers `true`; without that script the browser says that nobody is there, or nobody answers. */
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
