import { expect, test } from 'vitest';
import { askOf, createAsks } from '../../../utils/storage/asks.ts';
import { fakeItem } from './fakeItem.ts';

const ask = {
  words: 'Why?',
  preset: 'ask',
  parts: { diff: false },
  images: { 'ab/bug.png': false },
};

test('keeps what was asked, by run, and forgets it when told', async () => {
  const asks = createAsks(fakeItem([]));
  await asks.save({ ...askOf({ ...ask, selection: { text: 'text' }, continues: 'a' }), id: 'b' });
  expect(await asks.find('b')).toEqual({ ...ask, id: 'b', continues: 'a' });
  expect(await asks.find('c')).toBeNull();
  await asks.erase((id) => id === 'c');
  expect(await asks.list()).toHaveLength(1);
  await asks.erase(() => true);
  expect(await asks.list()).toEqual([]);
});

test('keeps the newest fifty, and no very long words', async () => {
  const asks = createAsks(fakeItem([]));
  for (let number = 0; number < 60; number += 1) await asks.save({ ...ask, id: `${number}` });
  await asks.save({ ...ask, id: 'long', words: 'x'.repeat(20_001) });
  const kept = await asks.list();
  expect(kept).toHaveLength(50);
  expect(kept[0]?.id).toBe('59');
});
