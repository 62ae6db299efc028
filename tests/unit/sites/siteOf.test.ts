import { expect, test } from 'vitest';
import { siteOf } from '../../../utils/sites/siteOf.ts';
import { tabStateOf } from '../../../utils/sites/tabStateOf.ts';

const sites = [
  { root: 'https://git.acme.test' },
  { root: 'https://git.acme.test/gitlab' },
  { root: 'http://127.0.0.1:8080' },
];

test.each([
  ['https://git.acme.test/group/project', 'https://git.acme.test'],
  ['https://git.acme.test', 'https://git.acme.test'],
  ['https://git.acme.test/gitlab/group/project', 'https://git.acme.test/gitlab'],
  ['https://git.acme.test/gitlab', 'https://git.acme.test/gitlab'],
  ['https://git.acme.test/gitlab-ce/project', 'https://git.acme.test'],
  ['http://127.0.0.1:8080/a/b', 'http://127.0.0.1:8080'],
])('%s belongs to %s', (address, root) => {
  expect(siteOf(address, sites)).toEqual({ root });
});

test.each([
  'http://git.acme.test/x',
  'https://git.acme.test:8443/x',
  'https://git.acme.test.evil.test/x',
  'http://127.0.0.1:9090/a/b',
  'about:blank',
  '',
])('%s belongs to none', (address) => {
  expect(siteOf(address, sites)).toBeNull();
});

test('a tab is on, may be added, or is neither', () => {
  expect(tabStateOf('https://git.acme.test/x', sites).kind).toBe('on');
  expect(tabStateOf('https://code.other.test/a/b/-/issues/1', sites)).toEqual({
    kind: 'addable',
    host: 'code.other.test',
    root: 'https://code.other.test',
  });
  expect(tabStateOf('https://gitlab.other.test/a', sites).kind).toBe('addable');
  expect(tabStateOf('https://news.other.test/a', sites).kind).toBe('other');
  expect(tabStateOf('http://gitlab.other.test/a', sites).kind).toBe('other');
  expect(tabStateOf('', sites).kind).toBe('other');
});
