import { expect, test, vi } from 'vitest';
import { once } from '../../../entrypoints/background/once.ts';

test('work is done once for all who ask for it', async () => {
  const work = vi.fn<() => Promise<object>>(async () => ({}));
  const made = once(work);
  expect(work).not.toHaveBeenCalled();
  const [one, other] = await Promise.all([made(), made()]);
  expect(other).toBe(one);
  expect(await made()).toBe(one);
  expect(work).toHaveBeenCalledOnce();
});

test('work that failed is begun anew for the next who asks', async () => {
  const work = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('not yet'))
    .mockResolvedValueOnce('made');
  const made = once(work);
  await expect(made()).rejects.toThrow('not yet');
  expect(await made()).toBe('made');
});
