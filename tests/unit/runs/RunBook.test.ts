import { expect, test } from 'vitest';
import { RunBook } from '../../../utils/runs/RunBook.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { after, aRun } from '../fakes/aRun.ts';
import { memoryRuns } from '../fakes/memoryRuns.ts';

test('who leaves at once is told nothing', async () => {
  const book = new RunBook(memoryRuns());
  const heard: Run[][] = [];
  book.subscribe((runs) => heard.push(runs))();
  await book.list();
  expect(heard).toEqual([]);
});

test('the book tells those who listen, newest first, until they leave', async () => {
  const book = new RunBook(memoryRuns());
  const heard: string[][] = [];
  const leave = book.subscribe((runs) => heard.push(runs.map(({ id }) => id)));
  const first = aRun({ id: 'a', createdAt: after(1) });
  expect(await book.add(first)).toBe(true);
  expect(await book.add({ ...first, label: 'other' })).toBe(false);
  await book.add(aRun({ id: 'b', createdAt: after(2) }));
  expect(heard).toEqual([[], ['a'], ['b', 'a']]);
  expect((await book.find('a'))?.label).toBe(first.label);
  const wanted = await book.tell('a', { type: 'cancelWanted' });
  expect(wanted?.cancelWanted).toBe(true);
  expect(heard).toHaveLength(4);
  expect(await book.tell('a', { type: 'cancelWanted' })).toEqual(wanted);
  expect(await book.tell('gone', { type: 'cancelWanted' })).toBeNull();
  expect(heard).toHaveLength(4);
  await book.erase(({ id }) => id === 'a');
  expect(heard.at(-1)).toEqual(['a']);
  leave();
  await book.add(aRun({ id: 'c' }));
  expect(heard).toHaveLength(5);
});
