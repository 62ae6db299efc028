import { expect, it } from 'vitest';
import { aThreadWork, ONE, THREE, TWO } from './aThreadWork.ts';

it('a thread is finished with the files as they are then', async () => {
  const { book, write, finish } = await aThreadWork();
  await write('a.js', 'ONE\ntwo\n');
  expect(await finish(ONE, 'changed')).toBe(`Threads left: ${TWO}, ${THREE}.`);
  expect(await finish(TWO, 'nothing_to_do')).toBe(`Threads left: ${THREE}.`);
  expect(await finish(THREE, 'open')).toBe('That was the last thread.');
  expect(book.finished.map(({ id, end, tree }) => [id, end, tree === null])).toEqual([
    [ONE, 'changed', false],
    [TWO, 'nothing_to_do', true],
    [THREE, 'open', true],
  ]);
});

it('what Claude says of a thread has to fit what it did', async () => {
  const { write, finish } = await aThreadWork();
  await expect(finish(ONE, 'changed')).rejects.toThrow('No file that can be committed');
  await write('.gitlab-ci.yml', 'x');
  await expect(finish(ONE, 'changed')).rejects.toThrow('No file that can be committed');
  await write('a.js', '');
  await expect(finish(ONE, 'open')).rejects.toThrow('say changed, or undo that first');
  await expect(finish(ONE, 'done')).rejects.toThrow('end and reply are needed');
  await expect(finish(ONE, 'changed', { reply: ' ' })).rejects.toThrow('end and reply are needed');
});

it('a thread is finished once, and one that was not named never', async () => {
  const { book, finish } = await aThreadWork();
  await finish(ONE, 'open');
  await expect(finish(ONE, 'open')).rejects.toThrow(`Those that can: ${TWO}, ${THREE}.`);
  expect(book.strays).toBe(0);
  await expect(finish('f'.repeat(40), 'open')).rejects.toThrow('cannot be finished');
  expect(book.strays).toBe(1);
});

it('a secret that was in the files for one thread holds all, and Claude is not told so', async () => {
  const { book, write, finish } = await aThreadWork({ secrets: ['key-123'] });
  await write('a.js', 'key-123');
  expect(await finish(ONE, 'changed')).toBe(`Threads left: ${TWO}, ${THREE}.`);
  await write('a.js', 'clean');
  await finish(TWO, 'changed');
  expect(book.held).toContain('hold a secret');
});

it('a Claude that ends by itself is reminded once of what is left', async () => {
  const { book, finish } = await aThreadWork();
  await finish(ONE, 'open');
  expect(book.reminder({ subtype: 'error_max_turns' })).toBeNull();
  expect(book.reminder({ subtype: 'success' })).toContain(`not finished: ${TWO}, ${THREE}.`);
  expect(book.reminder({ subtype: 'success' })).toBeNull();
});
