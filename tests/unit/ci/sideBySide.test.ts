import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from '../../../ci/sideBySide.ts';

it('gives the results in their order', async () => {
  const slow = setImmediate('slow');
  expect(await sideBySide([slow, 'given', Promise.resolve(3)])).toEqual(['slow', 'given', 3]);
});

it('throws the first failure, once all have ended', async () => {
  let ended = false;
  const slow = setImmediate().then(() => (ended = true));
  const failing = [Promise.reject(new Error('one')), slow, Promise.reject(new Error('two'))];
  await expect(sideBySide(failing)).rejects.toThrow('one');
  expect(ended).toBe(true);
});
