import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The items of a browser that has just been started: the profile stays, the modules are new. */
async function started() {
  vi.resetModules();
  const { ownItem } = await import('../../../utils/storage/ownItem.ts');
  const inFirefox = { hasLock: false };
  return {
    sites: ownItem('sites', [], inFirefox),
    runs: ownItem('runs', [], inFirefox),
  };
}

const write = (values: Record<string, unknown>) => browser.storage.local.set(values);

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

test('what is stored where storage has no lock is there after a restart, and not in storage.local', async () => {
  const { sites, runs } = await started();
  expect(await sites.getValue()).toEqual([]);
  await sites.setValue([{ root: 'https://git.acme.test' }]);
  expect(await (await started()).sites.getValue()).toEqual([{ root: 'https://git.acme.test' }]);
  expect(await runs.getValue()).toEqual([]);
  expect(await browser.storage.local.get(null)).toEqual({});
});

test('attack: what a content process writes into storage.local is never read', async () => {
  const first = await started();
  await first.sites.getValue();
  await write({ sites: [{ root: 'https://evil.test' }], runs: [{ id: 'forged' }] });
  expect(await first.sites.getValue()).toEqual([]);
  const { sites, runs } = await started();
  expect([await sites.getValue(), await runs.getValue()]).toEqual([[], []]);
});

test('what an earlier version kept in storage.local is taken over once, and does not stay there', async () => {
  await write({ sites: [{ root: 'https://git.acme.test' }], sites$: { v: 1 }, other: 1 });
  expect(await (await started()).sites.getValue()).toEqual([{ root: 'https://git.acme.test' }]);
  expect(await browser.storage.local.get(null)).toEqual({});
  const again = await started();
  await again.sites.setValue([]);
  expect(await (await started()).sites.getValue()).toEqual([]);
});

test('attack: an open run that somebody wrote there before is not taken over, and of an ended one nothing is left to do', async () => {
  const ended = {
    id: 'old',
    createdAt: '2026-01-01T08:00:00Z',
    finishedAt: '2026-01-01T08:05:00Z',
  };
  await write({
    runs: [
      { ...ended, id: 'open', finishedAt: undefined },
      { ...ended, toCancel: [41, 42] },
      { ...ended, id: 'later', createdAt: '2999-01-01T08:00:00Z' },
      'odd',
    ],
  });
  const { runs } = await started();
  expect(await runs.getValue()).toEqual([{ ...ended, listedAt: expect.any(String) }]);
});

test('a move that failed is tried again, and nothing is lost', async () => {
  await write({ sites: [1] });
  const failing = vi.spyOn(browser.storage.local, 'get').mockRejectedValueOnce(new Error('busy'));
  const { sites } = await started();
  await expect(sites.getValue()).rejects.toThrow('busy');
  failing.mockRestore();
  expect(await sites.getValue()).toEqual([1]);
});
