import { expect, test } from 'vitest';
import { createFollowUps } from '../../../utils/storage/followUps.ts';
import { fakeItem } from './fakeItem.ts';

test('keeps what was written about a run, until it is empty or its run is forgotten', async () => {
  const followUps = createFollowUps(fakeItem([]));
  await followUps.save('a', { added: 'And the docs.' });
  await followUps.save('b', { plan: '' });
  expect(await followUps.get('a')).toEqual({ added: 'And the docs.' });
  expect(await followUps.get('b')).toEqual({ plan: '' });
  expect(await followUps.get('c')).toEqual({});
  await followUps.save('a', { added: '' });
  expect(await followUps.get('a')).toEqual({});
  await followUps.erase((id) => id === 'b');
  expect(await followUps.get('b')).toEqual({});
});

test('keeps the newest fifty', async () => {
  const followUps = createFollowUps(fakeItem([]));
  for (let number = 0; number < 60; number += 1)
    await followUps.save(String(number), { added: 'x' });
  expect(await followUps.get('9')).toEqual({});
  expect(await followUps.get('10')).toEqual({ added: 'x' });
});
