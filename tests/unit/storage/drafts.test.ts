import { expect, test } from 'vitest';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { bytesOf } from '../../../utils/storage/bytesOf.ts';
import { createDrafts } from '../../../utils/storage/drafts.ts';
import { fakeItem } from './fakeItem.ts';

const page = (iid: number, site = 'https://gitlab.com'): PageRef => ({
  site,
  projectPath: 'acme/webshop',
  type: 'issue',
  iid,
});
const THREAD = 'a'.repeat(40);

test('a draft belongs to its page and thread', async () => {
  const drafts = createDrafts(fakeItem(), fakeItem());
  await drafts.save(page(1), undefined, { words: 'page' });
  await drafts.save(page(1), THREAD, { words: 'thread', preset: 'fix-thread' });
  expect(await drafts.get(page(1))).toEqual({ words: 'page' });
  expect(await drafts.get(page(1), THREAD)).toEqual({ words: 'thread', preset: 'fix-thread' });
  expect(await drafts.get(page(2))).toEqual({ words: '' });
  expect(await drafts.get(page(1, 'https://other.test'))).toEqual({ words: '' });
  expect(await drafts.get({ ...page(1), type: 'merge_request' })).toEqual({ words: '' });
});

test('an emptied draft is forgotten', async () => {
  const item = fakeItem();
  const drafts = createDrafts(item, fakeItem());
  await drafts.save(page(1), undefined, { words: 'x', preset: 'review' });
  await drafts.save(page(1), undefined, { words: '' });
  expect(await item.getValue()).toEqual([]);
});

test('at most 100 of a site are kept: the oldest go, and writing again makes young', async () => {
  const drafts = createDrafts(fakeItem(), fakeItem());
  for (let iid = 1; iid <= 100; iid++) await drafts.save(page(iid), undefined, { words: 'x' });
  await drafts.save(page(1), undefined, { words: 'again' });
  await drafts.save(page(101), undefined, { words: 'x' });
  expect(await drafts.get(page(1))).toEqual({ words: 'again' });
  expect(await drafts.get(page(2))).toEqual({ words: '' });
  expect(await drafts.get(page(3))).toEqual({ words: 'x' });
});

test('attack: a site that fills the drafts pushes none of another site out', async () => {
  const drafts = createDrafts(fakeItem(), fakeItem());
  const honest = page(1, 'https://other.test');
  await drafts.save(honest, undefined, { words: 'mine' });
  for (let iid = 1; iid <= 150; iid++)
    await drafts.save(page(iid), undefined, { words: 'ä'.repeat(iid % 50 === 0 ? 100_000 : 1) });
  expect(await drafts.get(honest)).toEqual({ words: 'mine' });
});

test('at most half a megabyte of a site is kept, counted in bytes', async () => {
  const item = fakeItem();
  const drafts = createDrafts(item, fakeItem());
  for (let iid = 1; iid <= 9; iid++)
    await drafts.save(page(iid), undefined, { words: 'ä'.repeat(100_000) });
  expect(bytesOf(await item.getValue())).toBeLessThanOrEqual(500_100);
  expect((await drafts.get(page(9))).words).toHaveLength(100_000);
  expect((await drafts.get(page(1))).words).toBe('');
});

test('drafts written at once are all kept', async () => {
  const drafts = createDrafts(fakeItem(), fakeItem());
  await Promise.all(
    [1, 2, 3, 4, 5].map((iid) => drafts.save(page(iid), undefined, { words: String(iid) })),
  );
  const words = await Promise.all([1, 2, 3, 4, 5].map((iid) => drafts.get(page(iid))));
  expect(words.map((draft) => draft.words)).toEqual(['1', '2', '3', '4', '5']);
});

test('a removed site takes its drafts along, and only those', async () => {
  const drafts = createDrafts(fakeItem(), fakeItem());
  await drafts.save(page(1), undefined, { words: 'gone' });
  await drafts.save(page(1, 'https://other.test'), undefined, { words: 'stays' });
  await drafts.removeSite('https://gitlab.com');
  expect(await drafts.get(page(1))).toEqual({ words: '' });
  expect(await drafts.get(page(1, 'https://other.test'))).toEqual({ words: 'stays' });
});

test('what no longer parses is left out, the rest stays readable', async () => {
  const good = { ...page(1), discussionId: null, words: 'good' };
  const drafts = createDrafts(fakeItem([{ words: 1 }, null, good]), fakeItem());
  expect(await drafts.get(page(1))).toEqual({ words: 'good' });
  expect(await createDrafts(fakeItem('rubbish'), fakeItem()).get(page(1))).toEqual({ words: '' });
});

test('a draft that the disk has no room for lasts as long as the browser', async () => {
  const full = fakeItem();
  const drafts = createDrafts(full, fakeItem());
  await drafts.save(page(1), undefined, { words: 'old' });
  const { setValue } = full;
  full.setValue = () => Promise.reject(new Error('QuotaExceededError'));
  await drafts.save(page(1), undefined, { words: 'new' });
  expect(await drafts.get(page(1))).toEqual({ words: 'new' });
  full.setValue = setValue;
  await drafts.save(page(1), undefined, { words: 'newest' });
  expect(await drafts.get(page(1))).toEqual({ words: 'newest' });
});
