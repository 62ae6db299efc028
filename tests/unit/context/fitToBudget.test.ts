import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, cutToBytes } from '../../../utils/context/byteLength.ts';
import type { ContextItem, ContextPart, PartName } from '../../../utils/context/Context.ts';
import { fitToBudget } from '../../../utils/context/fitToBudget.ts';

function item(label: string, bytes: number, more: Partial<ContextItem> = {}): ContextItem {
  return { label, text: 'x'.repeat(bytes), removals: [], worth: 0, ...more };
}

function part(name: PartName, ...items: ContextItem[]): ContextPart {
  return { name, items, cut: [] };
}

function kept(parts: ContextPart[]): string[] {
  return parts.flatMap(({ items }) => items.map(({ label, text }) => `${label} ${text.length}`));
}

test('what fits stays as it is', () => {
  const parts = [part('description', item('description', 100)), part('diff', item('a.js', 100))];
  expect(fitToBudget(parts, 200)).toEqual(parts);
});

test('commits go first, then comments, threads, files; the description is cut last but one, the thread asked from after it', () => {
  const parts = [
    part('description', item('description', 1000)),
    part('threads', item('asked', 1000, { asked: true }), item('thread', 300)),
    part('comments', item('comment', 300)),
    part('diff', item('a.js', 300)),
    part('commits', item('commit', 300)),
  ];
  const labels = (budget: number): string[] => kept(fitToBudget(parts, budget));
  expect(labels(2900)).not.toContain('commit 300');
  expect(labels(2600)).not.toContain('comment 300');
  expect(labels(2300)).not.toContain('thread 300');
  expect(labels(2000)).toEqual(['description 1000', 'asked 1000']);
  expect(labels(1600)).toEqual(['description 600', 'asked 1000']);
  expect(labels(600)).toEqual(['asked 600']);
});

test('within a part the least worth goes first, and each thing left out is one line', () => {
  const files = [item('small.js', 400, { worth: -400 }), item('large.js', 900, { worth: -900 })];
  const [diff] = fitToBudget([part('diff', ...files)], 500);
  expect(diff && kept([diff])).toEqual(['small.js 400']);
  expect(diff?.cut).toEqual(['large.js: left out (0.9 KB)']);
});

test('a beginning of something long is kept where it is worth its place', () => {
  const [diff] = fitToBudget([part('diff', item('large.js', 4096))], 2048);
  expect(diff?.cut).toEqual(['large.js: cut after 2.0 KB of 4.0 KB']);
});

test('never more than the budget, and what is left out is named', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 8000 }), (bytes, budget) => {
      const parts = [part('diff', ...bytes.map((size, index) => item(`file ${index}`, size)))];
      const [diff] = fitToBudget(parts, budget);
      const total = diff?.items.reduce((sum, { text }) => sum + byteLength(text), 0) ?? 0;
      expect(total).toBeLessThanOrEqual(budget);
      expect((diff?.cut.length ?? 0) > 0).toBe(bytes.reduce((sum, size) => sum + size, 0) > budget);
    }),
  );
});

test('a text is never cut within a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, bytes) => {
      const cut = cutToBytes(text.toWellFormed(), bytes);
      expect(text.toWellFormed().startsWith(cut)).toBe(true);
      expect(byteLength(cut)).toBeLessThanOrEqual(bytes);
    }),
  );
});
