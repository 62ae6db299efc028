import { beforeEach, expect, test } from 'vitest';
import { type ToolbarBrowser, createToolbar } from '../../../utils/messages/toolbar.ts';

let panelRuns: boolean;
let calls: string[];

const browser: ToolbarBrowser = {
  action: {
    setPopup: async ({ tabId, popup }: { tabId?: number | undefined; popup: string }) => {
      calls.push(`popup of ${tabId}: ${popup}`);
    },
  },
  scripting: {
    async executeScript({ files }) {
      calls.push(...files);
      panelRuns = true;
    },
  },
  tabs: {
    async sendMessage(tabId, notice) {
      if (!panelRuns) throw new Error('Receiving end does not exist.');
      calls.push(`${tabId} ${JSON.stringify(notice)}`);
      return true;
    },
  },
  commands: {
    getAll: async () => [
      { name: '_execute_action', shortcut: 'Alt+X' },
      { name: 'open-panel', shortcut: 'Alt+Shift+K' },
    ],
  },
};
const SITE = 'https://git.acme.test';
const toolbar = createToolbar(browser, 'popup.html', async (site) => {
  calls.push(`layout on ${site}`);
  return { width: 480, side: 'left', pinned: false };
});

beforeEach(() => {
  panelRuns = false;
  calls = [];
});

test("the panel's script is run once, then it is told all that it needs to draw itself", async () => {
  const told = `"site":"${SITE}","layout":{"width":480,"side":"left","pinned":false}`;
  await toolbar.openPanel(7, SITE);
  await toolbar.openPanel(7, SITE, { discussionId: 'abc' });
  expect(calls).toEqual([
    `layout on ${SITE}`,
    '/content-scripts/panel.js',
    `7 {"notice":"show-panel",${told}}`,
    `layout on ${SITE}`,
    `7 {"notice":"show-panel",${told},"discussionId":"abc"}`,
  ]);
});

test("the panel's second script is run beside its first", async () => {
  await toolbar.loadDetails(7);
  expect(calls).toEqual(['/panel-details.js']);
});

test('a page that can be asked about has no popup, so that a click reaches us', async () => {
  await toolbar.setAskable(7, true);
  await toolbar.setAskable(7, false);
  expect(calls).toEqual(['popup of 7: ', 'popup of 7: popup.html']);
});

test('the shortcut is the one that the browser gave', async () => {
  expect(await toolbar.shortcut()).toBe('Alt+Shift+K');
});

test('two notices at once run the second script once, and both are heard', async () => {
  await Promise.all([
    toolbar.tellExtras(7, { notice: 'be-there' }),
    toolbar.tellExtras(7, { notice: 'ask-selection' }),
  ]);
  expect(calls).toEqual([
    '/content-scripts/extras.js',
    '7 {"notice":"be-there"}',
    '7 {"notice":"ask-selection"}',
  ]);
});
