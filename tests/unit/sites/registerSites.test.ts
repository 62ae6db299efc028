import { beforeEach, expect, test, vi } from 'vitest';
import { type RegistrationBrowser, createRegistrar } from '../../../utils/sites/registerSites.ts';
import { dropPermission } from '../../../utils/sites/dropPermission.ts';

/** What the browser holds: registered scripts, granted patterns, open tabs. */
let registered: { id: string; matches?: string[] }[];
let granted: Set<string>;
let tabs: { id: number; url: string }[];
let injected: number[];
let sites: { root: string }[];

const browser: RegistrationBrowser = {
  permissions: {
    contains: ({ origins = [] }) => Promise.resolve(origins.every((each) => granted.has(each))),
  },
  scripting: {
    getRegisteredContentScripts: () => Promise.resolve(registered),
    async unregisterContentScripts(filter) {
      registered = registered.filter(({ id }) => !filter.ids.includes(id));
    },
    async registerContentScripts(scripts) {
      for (const script of scripts) {
        if (registered.some(({ id }) => id === script.id)) throw new Error('Duplicate script ID');
        registered.push(script);
      }
    },
    executeScript({ target: { tabId } }) {
      injected.push(tabId);
      return tabId === 99 ? Promise.reject(new Error('No tab')) : Promise.resolve([]);
    },
  },
  tabs: { query: () => Promise.resolve(tabs) },
};
const registrar = () => createRegistrar(browser, () => Promise.resolve(sites));

beforeEach(() => {
  registered = [];
  granted = new Set(['https://gitlab.com/*', 'http://127.0.0.1/*']);
  tabs = [];
  injected = [];
  sites = [];
});

test('scripts run on saved and granted sites alone, by patterns without a port', async () => {
  sites = [
    { root: 'http://127.0.0.1:8080/gitlab' },
    { root: 'https://git.acme.test' },
    { root: 'http://127.0.0.1:9090/gitlab' },
  ];
  await registrar().register();
  expect(registered).toMatchObject([{ id: 'gitlab', matches: ['http://127.0.0.1/gitlab/*'] }]);
});

test('without a site nothing is registered, not even gitlab.com', async () => {
  await registrar().register();
  expect(registered).toEqual([]);
});

test('earlier registrations and simultaneous calls make no difference', async () => {
  registered = [{ id: 'gitlab', matches: ['https://old.test/*'] }, { id: 'older' }];
  sites = [{ root: 'https://gitlab.com' }];
  const one = registrar();
  await Promise.all([one.register(), one.register(), one.register()]);
  expect(registered).toMatchObject([{ id: 'gitlab', matches: ['https://gitlab.com/*'] }]);
});

test('a removed site takes its registration along', async () => {
  sites = [{ root: 'https://gitlab.com' }];
  const one = registrar();
  await one.register();
  sites = [];
  await one.register();
  expect(registered).toEqual([]);
});

test('only sites that had no scripts before are reported, so that an open panel of another one stays', async () => {
  sites = [{ root: 'https://gitlab.com' }];
  const one = registrar();
  expect(await one.register()).toEqual(['https://gitlab.com']);
  expect(await one.register()).toEqual([]);
  sites.push({ root: 'http://127.0.0.1:8080' });
  expect(await one.register()).toEqual(['http://127.0.0.1:8080']);
});

test('open tabs of enabled sites get the script; other ports and lost tabs do no harm', async () => {
  vi.spyOn(console, 'debug').mockReturnValue();
  sites = [{ root: 'http://127.0.0.1:8080' }, { root: 'https://gitlab.com' }];
  tabs = [
    { id: 99, url: 'http://127.0.0.1:8080/gone' },
    { id: 1, url: 'http://127.0.0.1:8080/a/b' },
    { id: 2, url: 'http://127.0.0.1:9090/a/b' },
    { id: 3, url: 'https://gitlab.com/a/b' },
  ];
  await registrar().inject();
  expect(injected).toEqual([99, 1, 3]);
  injected = [];
  await registrar().inject(['https://gitlab.com']);
  expect(injected).toEqual([3]);
});

test('a host permission is given back unless the manifest or another site needs it', async () => {
  const remove = vi.fn<(permissions: { origins?: string[] }) => Promise<boolean>>(async () => true);
  const world = {
    permissions: { remove },
    runtime: {
      getManifest: () => ({
        manifest_version: 3 as const,
        name: 'x',
        version: '1',
        host_permissions: ['https://gitlab.com/*' as const],
      }),
    },
  };
  await dropPermission(world, 'https://gitlab.com', []);
  await dropPermission(world, 'https://git.acme.test/a', [{ root: 'https://git.acme.test/b' }]);
  expect(remove).not.toHaveBeenCalled();
  await dropPermission(world, 'https://git.acme.test:8443/a', [{ root: 'https://gitlab.com' }]);
  expect(remove).toHaveBeenCalledExactlyOnceWith({ origins: ['https://git.acme.test/*'] });
});
