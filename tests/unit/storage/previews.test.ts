import { expect, test } from 'vitest';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { createPreviewStore } from '../../../utils/storage/previews.ts';
import { fakeItem } from './fakeItem.ts';

function session() {
  const items = new Map<string, ReturnType<typeof fakeItem>>();
  const item = (id: string) => {
    const found = items.get(id) ?? fakeItem();
    items.set(id, found);
    return found;
  };
  const index = fakeItem([]);
  return { newWorker: () => createPreviewStore(index, item) };
}

/** The store looks at nothing but the id. */
const preview = (id: string, input = 'x') =>
  ({ id, order: { ref: 'ask-claude', inputs: { input } } }) as unknown as StoredPreview;

test('a preview outlives the worker that made it', async () => {
  const { newWorker } = session();
  await newWorker().set(preview('a'));
  expect(await newWorker().get('a')).toEqual(preview('a'));
  expect(await newWorker().get('b')).toBeNull();
});

test('the newest twelve are kept', async () => {
  const store = session().newWorker();
  for (let number = 1; number <= 13; number++) await store.set(preview(`p${number}`));
  expect(await store.get('p1')).toBeNull();
  expect(await store.get('p2')).not.toBeNull();
  expect(await store.get('p13')).not.toBeNull();
});

test('six megabytes are kept, the newest preview always', async () => {
  const store = session().newWorker();
  await store.set(preview('a', 'x'.repeat(4_000_000)));
  await store.set(preview('b', 'x'.repeat(3_000_000)));
  expect(await store.get('a')).toBeNull();
  await store.set(preview('c', 'x'.repeat(7_000_000)));
  expect(await store.get('b')).toBeNull();
  expect(await store.get('c')).not.toBeNull();
});
