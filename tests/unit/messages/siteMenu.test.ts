import { beforeEach, expect, test } from 'vitest';
import { createSiteMenu, type MenuBrowser } from '../../../utils/messages/siteMenu.ts';

type Item = Parameters<MenuBrowser['contextMenus']['create']>[0];

let items: Map<string, Partial<Item>>;
const browser: MenuBrowser = {
  scripting: { executeScript: async () => [] },
  contextMenus: {
    removeAll: async () => items.clear(),
    create: (item) => items.set(item.id, item),
    update: async (id, item) => void items.set(id, { ...items.get(id), ...item }),
  },
  tabs: { create: async () => undefined },
};
const menu = createSiteMenu(browser, 'extension://options.html');
const titles = { addSite: 'Add', askSelection: 'Ask about “%s”' };
beforeEach(() => {
  items = new Map();
});

test('what is selected can be asked about on the asked pages of the sites that are on, and nowhere else', async () => {
  await menu.place(titles, ['https://git.acme.test/gitlab']);
  const item = items.get('ask-selection');
  expect(item).toMatchObject({ title: 'Ask about “%s”', contexts: ['selection'], visible: true });
  expect(item?.documentUrlPatterns).toContain('https://git.acme.test/gitlab/*/-/merge_requests/*');
  expect(item?.documentUrlPatterns).toContain('https://git.acme.test/gitlab/*/-/jobs/*');
  expect(item?.documentUrlPatterns?.every((one) => one.startsWith('https://git.acme.test/'))).toBe(
    true,
  );
});

test('it goes with the last site, and comes with the next', async () => {
  await menu.place(titles, []);
  expect(items.get('ask-selection')?.visible).toBe(false);
  await menu.follow(['https://gitlab.com']);
  expect(items.get('ask-selection')?.visible).toBe(true);
  await menu.follow([]);
  expect(items.get('ask-selection')?.visible).toBe(false);
});
