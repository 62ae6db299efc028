import { expect, test } from 'vitest';
import { createGate } from '../../../../utils/gitlab/network/createGate.ts';

/** Works that say when they start, and end when told. */
function works(gate: ReturnType<typeof createGate>) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, isBulk = false): Promise<string> =>
    gate(isBulk, async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { started, add, end };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many at once, the others in their order', async () => {
  const { started, add, end } = works(createGate(2, 2));
  const all = Promise.all(['a', 'b', 'c', 'd'].map((name) => add(name)));
  await settled();
  expect(started).toEqual(['a', 'b']);
  for (const name of ['b', 'a', 'c', 'd']) await end(name);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  expect(await all).toEqual(['a', 'b', 'c', 'd']);
});

test('what comes in bulk leaves a place for the others', async () => {
  const { started, add, end } = works(createGate(2, 1));
  const all = Promise.all([add('bulk 1', true), add('bulk 2', true), add('single')]);
  await settled();
  expect(started).toEqual(['bulk 1', 'single']);
  await end('bulk 1');
  expect(started).toEqual(['bulk 1', 'single', 'bulk 2']);
  await end('single');
  await end('bulk 2');
  await all;
});

test('a work that fails gives its place to the next', async () => {
  const gate = createGate(1, 1);
  const fails = gate(false, () => Promise.reject(new Error('no')));
  await expect(fails).rejects.toThrow('no');
  expect(await gate(true, () => Promise.resolve('next'))).toBe('next');
});
