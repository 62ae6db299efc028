import { expect, test } from 'vitest';
import { type Sender, callerOf } from '../../../utils/messages/callerOf.ts';

const us = { id: 'our-id', ownPages: 'chrome-extension://our-id/' };
const sites = [{ root: 'https://git.acme.test/gitlab' }];
const PAGE = 'https://git.acme.test/gitlab/acme/webshop/-/issues/12';

const sender = (more: Partial<Sender> = {}): Sender => ({
  id: 'our-id',
  origin: 'https://git.acme.test',
  url: PAGE,
  frameId: 0,
  documentId: 'document-1',
  tab: { id: 7, url: PAGE },
  ...more,
});
const tierOf = (more: Partial<Sender>) => callerOf(sender(more), us, sites).tier;

test('a page script is taken for what its tab shows', () => {
  expect(callerOf(sender(), us, sites)).toEqual({
    tier: 'page',
    caller: {
      tabId: 7,
      documentId: 'document-1',
      site: { root: 'https://git.acme.test/gitlab' },
      page: {
        site: 'https://git.acme.test/gitlab',
        projectPath: 'acme/webshop',
        type: 'issue',
        iid: 12,
      },
    },
  });
});

test("the tab's address counts, not the sender's, which goes stale", () => {
  const url = 'https://git.acme.test/gitlab/acme/webshop/-/merge_requests/34';
  expect(callerOf(sender({ tab: { id: 7, url } }), us, sites)).toMatchObject({
    caller: { page: { type: 'merge_request', iid: 34 } },
  });
});

test('on a page outside the sites it has neither site nor page', () => {
  const other = 'https://git.acme.test/other/-/issues/1';
  expect(callerOf(sender({ url: other, tab: { id: 7, url: other } }), us, sites)).toMatchObject({
    tier: 'page',
    caller: { site: null, page: null },
  });
});

test('Firefox may leave the origin out: then the address tells it', () => {
  const { origin: _, ...rest } = sender();
  expect(callerOf(rest, us, sites).tier).toBe('page');
});

test('our own pages are known by their address', () => {
  const own = { id: 'our-id', url: 'chrome-extension://our-id/options.html', frameId: 0 };
  expect(callerOf(own, us, sites).tier).toBe('own');
  expect(callerOf({ ...own, tab: { id: 3, url: own.url } }, us, sites).tier).toBe('own');
});

test('a frame of unknown depth is nobody', () => {
  const { frameId: _, ...rest } = sender();
  expect(callerOf(rest, us, sites).tier).toBe('none');
});

test.each<[string, Partial<Sender>]>([
  ['another extension', { id: 'other-id' }],
  ['another extension that names our page', { id: 'other-id', url: us.ownPages }],
  ['a subframe', { frameId: 4 }],
  ['a sender without a tab', { tab: undefined }],
  ['a tab whose address is hidden', { tab: { id: 7, url: undefined } }],
  ['another origin than the tab shows', { origin: 'https://evil.test' }],
  ['a sandboxed document', { origin: 'null' }],
  ['the same host on another port', { origin: 'https://git.acme.test:8443' }],
  [
    'an address that begins like ours',
    { url: 'chrome-extension://our-id.evil.test/', origin: 'null' },
  ],
])('%s is nobody', (_, more) => {
  expect(tierOf(more)).toBe('none');
});

test('attack: an address of ours that comes from another origin is nobody', () => {
  const url = `${us.ownPages}options.html`;
  expect(tierOf({ url, origin: 'https://evil.test' })).toBe('none');
  expect(tierOf({ url, origin: 'null' })).toBe('none');
  expect(tierOf({ url, origin: 'chrome-extension://our-id' })).toBe('own');
});
