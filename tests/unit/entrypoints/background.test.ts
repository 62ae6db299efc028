import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../../entrypoints/background/index.ts';
import type { Sender } from '../../../utils/messages/callerOf.ts';
import { storedSites } from '../../../utils/storage/items.ts';

vi.mock('#i18n', () => import('../components/words.ts'));
vi.mock('../../../utils/sites/credentials.ts', () => ({
  createCredentials: () => ({ get: async () => null }),
  createSecretStore: () => ({}),
}));

type Listener = (...values: never[]) => unknown;

/** The events that the background listens to, each with what was added to it. */
const heard = new Map<string, Listener[]>();
const event = (name: string) => ({
  addListener: (listener: Listener) => heard.set(name, [...(heard.get(name) ?? []), listener]),
});
/** Hosts that the manifest grants from the start. */
let hosts: string[];
const opened = vi.fn<() => Promise<void>>(async () => undefined);
const registered = vi.fn<(scripts: unknown) => Promise<void>>(async () => undefined);
const injected = vi.fn<(injection: unknown) => Promise<void>>(async () => undefined);

/** Calls every listener of an event with these values. */
function fire(name: string, ...values: unknown[]): unknown[] {
  return (heard.get(name) ?? []).map((listener) => Reflect.apply(listener, undefined, values));
}

/** Sends a message as that sender, and waits for what comes back over the wire. */
const ask = (method: string, sender: Sender) =>
  new Promise((respond) => {
    expect(fire('message', { method, request: {} }, sender, respond)).toEqual([true]);
  });

beforeEach(async () => {
  fakeBrowser.reset();
  heard.clear();
  hosts = ['https://gitlab.com/*'];
  for (const mock of [opened, registered, injected]) mock.mockClear();
  Object.assign(browser.runtime, {
    openOptionsPage: opened,
    getPlatformInfo: async () => ({}),
    getManifest: () => ({ host_permissions: hosts }),
    onMessage: event('message'),
    onConnect: event('connect'),
    onInstalled: event('installed'),
    onStartup: event('startup'),
  });
  Object.assign(browser, {
    permissions: {
      contains: async () => true,
      onAdded: event('granted'),
      onRemoved: event('revoked'),
    },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: registered,
      executeScript: injected,
    },
    commands: { onCommand: event('command'), getAll: async () => [] },
    contextMenus: {
      onClicked: event('menu'),
      removeAll: async () => undefined,
      create: () => 1,
      update: async () => undefined,
    },
    action: {
      onClicked: event('clicked'),
      setPopup: async () => undefined,
      setBadgeText: async () => undefined,
      setBadgeBackgroundColor: async () => undefined,
    },
  });
  Object.assign(browser.tabs, {
    query: async () => [{ id: 7, url: 'https://gitlab.com/acme/webshop' }],
    sendMessage: async () => true,
    create: opened,
  });
  for (const area of [browser.storage.local, browser.storage.session, browser.storage.sync])
    Object.assign(area, { setAccessLevel: async () => undefined });
  await storedSites.setValue([
    {
      root: 'https://gitlab.com',
      user: { username: 'mia', name: 'Mia' },
      scopes: ['api'],
      expiresAt: null,
    },
  ]);
});

test('every listener stands when the first run of the script ends', () => {
  background.main();
  expect([...heard.keys()].toSorted()).toEqual([
    'clicked',
    'command',
    'connect',
    'granted',
    'installed',
    'menu',
    'message',
    'revoked',
    'startup',
  ]);
});

test('the first install opens the first steps, an update does not; both renew the scripts', async () => {
  background.main();
  fire('installed', { reason: 'update' });
  await expect.poll(() => injected).toHaveBeenCalledTimes(1);
  expect(opened).not.toHaveBeenCalled();
  fire('installed', { reason: 'install' });
  await expect.poll(() => injected).toHaveBeenCalledTimes(2);
  expect(opened.mock.calls).toEqual([[{ url: expect.stringMatching(/\/first-run\.html$/) }]]);
  expect(registered).toHaveBeenLastCalledWith([
    expect.objectContaining({ matches: ['https://gitlab.com/*'] }),
  ]);
});

test('where loopback hosts are granted from the start, the first install opens the options page', async () => {
  hosts.push('http://127.0.0.1/*', 'http://localhost/*');
  background.main();
  fire('installed', { reason: 'install' });
  await expect.poll(() => opened.mock.calls).toEqual([[]]);
});

test('a message is answered by the wire format, whoever asks', async () => {
  background.main();
  const url = 'https://gitlab.com/acme/webshop/-/issues/12';
  const page = { id: browser.runtime.id, origin: 'https://gitlab.com', url, frameId: 0 };
  const tab = { id: 7, url };
  expect(await ask('getSite', { ...page, tab })).toEqual({
    ok: true,
    value: { root: 'https://gitlab.com' },
  });
  expect(await ask('listSites', { ...page, tab })).toMatchObject({ ok: false });
  const own = { id: browser.runtime.id, url: browser.runtime.getURL('/options.html') };
  expect(await ask('listSites', own)).toMatchObject({ ok: true, value: [{ scopes: ['api'] }] });
  expect(await ask('listSites', { ...own, id: 'another' })).toMatchObject({ ok: false });
});

test('button and command open the panel where a page can be asked about, and nowhere else', async () => {
  const shown = vi.spyOn(browser.tabs, 'sendMessage');
  background.main();
  fire('clicked', { id: 1, url: 'https://gitlab.com/acme/webshop/-/issues' });
  fire('clicked', { id: 2, url: 'https://other.test/acme/webshop/-/issues/12' });
  fire('command', 'else', { id: 3, url: 'https://gitlab.com/acme/webshop/-/issues/12' });
  fire('command', 'open-panel', { id: 4, url: 'https://gitlab.com/acme/webshop/-/issues/12' });
  fire('clicked', { id: 5, url: 'https://gitlab.com/acme/webshop/-/merge_requests/34/diffs' });
  await expect.poll(() => shown).toHaveBeenCalledTimes(2);
  expect(shown.mock.calls.map(([tabId]) => tabId)).toEqual([4, 5]);
});

test.each([
  ['menu', [{ menuItemId: 'ask-selection' }]],
  ['command', ['open-panel']],
])(
  'by %s a selection is asked about: in the panel of an item, by the page of a job or a file, else not',
  async (name, values) => {
    const told = vi.fn<(tabId: number, notice: { notice: string }) => Promise<boolean>>(
      async () => true,
    );
    Object.assign(browser.tabs, { sendMessage: told });
    background.main();
    const root = 'https://gitlab.com/acme/webshop';
    const tabs = ['', '/-/merge_requests/34/diffs', '/-/jobs/5', '/-/blob/main/a.js'];
    for (const [id, path] of tabs.entries()) {
      fire(name, ...values, { id, url: root + path });
      await expect.poll(() => told).toHaveBeenCalledTimes(id);
    }
    expect(told.mock.calls.map(([id, { notice }]) => [id, notice])).toEqual([
      [1, 'show-panel'],
      [2, 'ask-selection'],
      [3, 'ask-selection'],
    ]);
  },
);
