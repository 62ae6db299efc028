import { expect, test } from 'vitest';
import { createPageUsers } from '../../../utils/storage/pageUsers.ts';
import { fakeItem } from './fakeItem.ts';

const ROOT = 'https://git.acme.test';

test('a site’s pages name each user once, whatever the case', async () => {
  const users = createPageUsers(fakeItem());
  for (const name of ['mia', 'Mia', 'lena']) await users.note(ROOT, name);
  expect(await users.named(ROOT)).toEqual(['mia', 'lena']);
  expect(await users.named('https://other.test')).toEqual([]);
});

test('attack: a page that says many names pushes none out, and leaves others than the token’s user', async () => {
  const users = createPageUsers(fakeItem());
  await users.note(ROOT, 'mia');
  for (let count = 0; count < 100; count += 1) await users.note(ROOT, `dev${count}`);
  expect((await users.named(ROOT))[0]).toBe('mia');
  expect(await users.named(ROOT)).toHaveLength(5);
});

test('names are forgotten for one site alone', async () => {
  const users = createPageUsers(fakeItem());
  await users.note(ROOT, 'mia');
  await users.note('https://other.test', 'lena');
  await users.forget(ROOT);
  expect([await users.named(ROOT), await users.named('https://other.test')]).toEqual([
    [],
    ['lena'],
  ]);
});
