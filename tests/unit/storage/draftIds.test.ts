import { expect, test } from 'vitest';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { isSettled } from '../../../utils/runs/isSettled.ts';
import { createDraftIds } from '../../../utils/storage/draftIds.ts';
import { aRun } from '../fakes/aRun.ts';
import { fakeItem } from './fakeItem.ts';

const page = (iid: number, site = 'https://gitlab.com'): PageRef => ({
  site,
  projectPath: 'acme/webshop',
  type: 'issue',
  iid,
});
const THREAD = 'a'.repeat(40);
const unused = async () => false;
const used = async () => true;

test('a draft keeps its id, also for another worker, and each page and thread has its own', async () => {
  const item = fakeItem();
  const id = await createDraftIds(item).get(page(1), undefined, unused);
  const again = createDraftIds(item);
  expect(await again.get(page(1), undefined, unused)).toBe(id);
  expect(await again.get(page(1), THREAD, unused)).not.toBe(id);
  expect(await again.get(page(2), undefined, unused)).not.toBe(id);
});

test('two tabs that ask at once are given the same id, the first time and after it was used', async () => {
  const ids = createDraftIds(fakeItem());
  const both = (isUsed: () => Promise<boolean>) =>
    Promise.all([ids.get(page(1), undefined, isUsed), ids.get(page(1), undefined, isUsed)]);
  const [one, other] = await both(unused);
  expect(one).toBe(other);
  const [next, nextToo] = await both(used);
  expect(next).toBe(nextToo);
  expect(next).not.toBe(one);
});

test('a removed site takes its ids along', async () => {
  const item = fakeItem();
  const ids = createDraftIds(item);
  await ids.get(page(1), undefined, unused);
  const stays = await ids.get(page(1, 'https://other.test'), undefined, unused);
  await ids.removeSite('https://gitlab.com');
  expect(await item.getValue()).toMatchObject([{ id: stays }]);
});

test('an id is used up once it is known what became of its run', () => {
  const id = 'id';
  expect(isSettled(id, [])).toBe(false);
  expect(isSettled(id, [aRun({ id, state: 'sending' })])).toBe(false);
  for (const state of ['created', 'running', 'failed', 'lost', 'finished'] as const) {
    expect(isSettled(id, [aRun({ id, state }), aRun({ id: 'other', state: 'sending' })])).toBe(
      true,
    );
  }
});
