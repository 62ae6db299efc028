import { beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Site } from '../../../utils/sites/Site.ts';
import { createSites } from '../../../utils/sites/sites.ts';

const ROOT = 'https://gitlab.com';
const SITE: Site = {
  root: ROOT,
  user: { username: 'mia', name: 'Mia' },
  scopes: ['api'],
  expiresAt: null,
};
const saved = vi.fn<(root: string) => Promise<void>>(async () => undefined);
const removed = vi.fn<(root: string) => Promise<void>>(async () => undefined);
let list: Site[];
let tokens: Map<string, string>;
let answer: Result<Site>;

function sites() {
  return createSites({
    stored: {
      list: () => Promise.resolve(list),
      update: async (change) => {
        list = change(list);
      },
    },
    credentials: {
      get: async (root) => tokens.get(root) ?? null,
      set: async (root, token) => void tokens.set(root, token),
      remove: async (root) => void tokens.delete(root),
    },
    check: () => Promise.resolve(answer),
    saved,
    removed,
  });
}

beforeEach(() => {
  list = [];
  tokens = new Map();
  answer = { ok: true, value: SITE };
  saved.mockClear();
  removed.mockClear();
});

test('saving stores the site, the token apart from it, and sets the scripts going', async () => {
  expect(await sites().save(ROOT, 'secret')).toEqual(answer);
  expect(JSON.stringify(list)).not.toContain('secret');
  expect(list).toEqual([SITE]);
  expect(await sites().tokenOf(ROOT)).toBe('secret');
  expect(saved).toHaveBeenCalledWith(ROOT);
});

test('saving again replaces the token and keeps one site', async () => {
  await sites().save(ROOT, 'one');
  await sites().save(ROOT, 'two');
  expect(list).toHaveLength(1);
  expect(await sites().tokenOf(ROOT)).toBe('two');
});

test('a refused token changes nothing', async () => {
  await sites().save(ROOT, 'one');
  answer = { ok: false, failure: { kind: 'token_refused', subject: 'expired' } };
  expect(await sites().save(ROOT, 'two')).toEqual(answer);
  expect(list).toEqual([SITE]);
  expect(await sites().tokenOf(ROOT)).toBe('one');
  expect(saved).toHaveBeenCalledTimes(1);
});

test('removing takes the token and the scripts along', async () => {
  await sites().save(ROOT, 'one');
  await sites().remove(ROOT);
  expect(list).toEqual([]);
  expect(tokens.size).toBe(0);
  expect(await sites().tokenOf(ROOT)).toBeNull();
  expect(removed).toHaveBeenCalledWith(ROOT);
});
