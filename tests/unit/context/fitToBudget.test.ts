import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, cutToBytes } from '../../../utils/context/byteLength.ts';
import type { ContextItem, ContextPart, PartName } from '../../../utils/context/Context.ts';
import { fitToBudget } from '../../../utils/context/fitToBudget.ts';
import { cutText } from '../../../utils/context/Cut.ts';
import { labelText } from '../../../utils/context/Label.ts';

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

test('what is worth least goes first: generated files, commits, links, older comments, the diff, hunks near threads, newest comments, description, jobs, the thread asked from, the selection', () => {
  const parts = [
    part('description', item('description', 600)),
    part(
      'threads',
      item('asked', 600, { asked: true, tier: 'asked' }),
      item('older', 600, { tier: 'older' }),
      item('recent', 600, { tier: 'recent' }),
    ),
    part(
      'diff',
      item('package-lock.json', 600, { tier: 'generated' }),
      item('near.js', 600, { tier: 'near' }),
      item('a.js', 600, { tier: 'changes' }),
    ),
    part('commits', item('commit', 600)),
    part('jobs', item('job', 600)),
    part('linked', item('issue', 600)),
    part('selection', item('selection', 600)),
  ];
  const gone: string[] = [];
  for (let budget = 6600; budget >= 0; budget -= 600) {
    const left = kept(fitToBudget(parts, budget)).map((line) => line.split(' ')[0] ?? '');
    const all = parts.flatMap(({ items }) => items.map(({ label }) => labelText(label)));
    gone.push(...all.filter((label) => !left.includes(label) && !gone.includes(label)));
  }
  expect(gone).toEqual([
    'package-lock.json',
    'commit',
    'issue',
    'older',
    'a.js',
    'near.js',
    'recent',
    'description',
    'job',
    'asked',
    'selection',
  ]);
});

test('what is left out is named, up to a bound', () => {
  const files = Array.from({ length: 500 }, (_, index) => item(`src/file-${index}.js`, 100));
  const [diff] = fitToBudget([part('diff', ...files)], 0);
  expect(diff?.cut.map(cutText)[0]).toBe('src/file-0.js: left out (0.1 KB)');
  expect(diff?.cut.map(cutText).at(-1)).toBe(
    `and ${500 - (diff?.cut.length ?? 0) + 1} more that are not named here`,
  );
  expect(byteLength(diff?.cut.map(cutText).join('\n') ?? '')).toBeLessThan(4096);
});

test('of many that are left out a few are named, with their number and size', () => {
  const threads = Array.from({ length: 20 }, (_, index) => item(`thread ${index}`, 1024));
  const [part20] = fitToBudget([part('threads', ...threads)], 0);
  expect(part20?.cut.map(cutText)).toEqual([
    '20 left out (20.0 KB): thread 0, thread 1, thread 2, thread 3, thread 4 and 15 more',
  ]);
  const [few] = fitToBudget([part('threads', ...threads.slice(0, 2), item('a', 40))], 0);
  expect(few?.cut.map(cutText)).toEqual([
    'thread 0: left out (1.0 KB)',
    'thread 1: left out (1.0 KB)',
    'a: left out (40 bytes)',
  ]);
});

test('within a part the least worth goes first, and each thing left out is one line', () => {
  const files = [item('small.js', 400, { worth: -400 }), item('large.js', 900, { worth: -900 })];
  const [diff] = fitToBudget([part('diff', ...files)], 500);
  expect(diff && kept([diff])).toEqual(['small.js 400']);
  expect(diff?.cut.map(cutText)).toEqual(['large.js: left out (0.9 KB)']);
});

test('a beginning of something long is kept where it is worth its place', () => {
  const [diff] = fitToBudget([part('diff', item('large.js', 4096))], 2048);
  expect(diff?.cut.map(cutText)).toEqual(['large.js: cut after 2.0 KB of 4.0 KB']);
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

test('what is cut says so where it is cut, and leaves no block of code open', () => {
  const text = `words\n\`\`\`js\n${'code();\n'.repeat(500)}\`\`\`\nmore`;
  const [comments] = fitToBudget([part('comments', item('comment', 0, { text }))], 2_000);
  expect(comments?.items[0]?.text).toMatch(/code\(\);\n```\n\[cut here: the rest is left out\]$/);
});

const piece = (number: number, worth: number) =>
  item(`a.js (part ${number} of 3)`, 600, {
    worth,
    file: { path: 'a.js', part: number, parts: 3 },
  });

test('where parts of a file are left out, the one before says so', () => {
  const [diff] = fitToBudget([part('diff', piece(1, 0), piece(2, -2), piece(3, -1))], 1_350);
  expect(diff?.items.map(({ text }) => text.includes('[what follows'))).toEqual([true, false]);
  expect(diff?.cut.map(cutText)).toEqual(['a.js: 1 of 3 parts left out (0.6 KB)']);
});

test('what can say more does in what is left, and in no more', () => {
  const log = item('job unit', 100, {
    grow: (bytes) => ({ text: 'y'.repeat(Math.min(bytes, 5_000)), removals: [] }),
  });
  const sizes = (budget: number) =>
    fitToBudget([part('jobs', log), part('diff', item('a.js', 500))], budget).map(
      ({ items }) => items[0]?.text.length,
    );
  expect(sizes(1_000)).toEqual([500, 500]);
  expect(sizes(9_000)).toEqual([5_000, 500]);
  expect(sizes(600)).toEqual([100, 500]);
  expect(sizes(590)[0]).toBe(100);
});
