import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

it('reads a prompt of 600 kB from a file variable, byte for byte', async () => {
  const lines = Array.from(
    { length: 16_000 },
    (_, line) => `${line}: $HOME, \${X}, %PATH%, é — \`id\``,
  );
  const prompt = `${lines.join('\n')}\n!model {"say": "Read."}`;
  const { status, result } = await shop.askByVariables({ prompt });
  expect(status).toBe('success');
  expect(result.answer).toBe('Read.');
  expect(Buffer.byteLength(prompt)).toBeGreaterThan(600_000);
  expect(shop.lastPrompt()).toContain(prompt);
});
