// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { createSiteMenu, type MenuBrowser } from '../../../utils/messages/siteMenu.ts';
import { examineTab } from '../../../utils/sites/examineTab.ts';
import { tabStateOf } from '../../../utils/sites/tabStateOf.ts';

const opened: string[] = [];
const browser: MenuBrowser = {
  scripting: {
    executeScript: async ({ func, args }) => [{ result: func(...args) }],
  },
  contextMenus: {
    removeAll: async () => undefined,
    create: () => undefined,
    update: async () => undefined,
  },
  tabs: { create: async ({ url }) => void opened.push(url) },
};

function show(gon: string, page = 'projects:issues:show'): void {
  document.body.dataset['page'] = page;
  const script = document.createElement('script');
  script.type = 'text/plain';
  script.textContent = `window.gon={};${gon}`;
  const main = document.createElement('main');
  main.id = 'content-body';
  document.body.replaceChildren(script, main);
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://git.acme.test/gitlab/acme/webshop',
  );
}

afterEach(() => {
  opened.length = 0;
  document.body.replaceChildren();
  delete document.body.dataset['page'];
});

const GON = 'gon.api_version="v4";';

test.each([
  [`${GON}gon.relative_url_root="\\/gitlab";`, 'https://git.acme.test/gitlab'],
  [`${GON}gon.relative_url_root="";`, 'https://git.acme.test'],
  [GON, 'https://git.acme.test'],
])('a page of GitLab names its root: %s', async (gon, root) => {
  show(gon);
  expect(await examineTab(browser, 1)).toEqual({ root });
});

test('a page that only looks like it is none', async () => {
  show('gon.something="v4";');
  expect(await examineTab(browser, 1)).toEqual({ root: null });
  show(GON, 'nothing');
  expect(await examineTab(browser, 1)).toEqual({ root: null });
});

test('what is seen in the page stands over its address', () => {
  const address = 'https://gitlab.other.test/a/b/-/issues/1';
  expect(tabStateOf(address, []).kind).toBe('addable');
  expect(tabStateOf(address, [], { root: null }).kind).toBe('other');
  expect(tabStateOf('https://code.test/x', [], { root: 'https://code.test' })).toMatchObject({
    kind: 'addable',
    root: 'https://code.test',
  });
});

test('the menu leads to the settings with the address, or says that this is no GitLab', async () => {
  const menu = createSiteMenu(browser, 'extension://options.html');
  const tab = { id: 1, url: 'https://git.acme.test/gitlab/acme/webshop' };
  show(`${GON}gon.relative_url_root="/gitlab";`);
  await menu.pressed('add-site', tab);
  show('');
  await menu.pressed('add-site', tab);
  await menu.pressed('another', tab);
  await menu.pressed('add-site', undefined);
  expect(opened).toEqual([
    'extension://options.html#site=https%3A%2F%2Fgit.acme.test%2Fgitlab',
    'extension://options.html#other=git.acme.test',
  ]);
});

test('attack: a relative root that would make another host of the address makes no site', async () => {
  show(`${GON}gon.relative_url_root="@evil.test";`);
  expect(await examineTab(browser, 1)).toEqual({ root: null });
});
