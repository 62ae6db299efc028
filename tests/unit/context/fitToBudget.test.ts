import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength, cutToBytes, inKilobytes } from '../../../utils/context/byteLength.ts';
import type { ContextItem, ContextPart, PartName } from '../../../utils/context/Context.ts';
import { fitToBudget, PROMPT_BUDGET } from '../../../utils/context/fitToBudget.ts';
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

/** Labels of things of 600 bytes as they go when the budget becomes smaller and smaller. */
function goneInOrder(parts: ContextPart[]): string[] {
  const all = parts.flatMap(({ items }) => items.map(({ label }) => labelText(label)));
  const gone: string[] = [];
  for (let budget = 600 * all.length; budget >= 0; budget -= 600) {
    const left = kept(fitToBudget(parts, budget)).map((line) => line.split(' ')[0] ?? '');
    gone.push(...all.filter((label) => !left.includes(label) && !gone.includes(label)));
  }
  return gone;
}

test('a prompt takes 96 KB unless the user says otherwise', () => {
  expect(inKilobytes(PROMPT_BUDGET)).toBe('96.0 KB');
});

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
  expect(goneInOrder(parts)).toEqual([
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

test.each(['comments', 'threads'] as const)(
  'things with no tier of their own go as their part does, here %s',
  (talk) => {
    const names: PartName[] = [
      'commits',
      'linked',
      talk,
      'diff',
      'description',
      'jobs',
      'selection',
    ];
    const parts = names.toReversed().map((name) => part(name, item(name, 600)));
    expect(goneInOrder(parts)).toEqual(names);
  },
);

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

test.each([
  [8, 8],
  [9, 1],
])('of a part, %i that are left out take %i lines', (count, lines) => {
  const threads = Array.from({ length: count }, (_, index) => item(`thread ${index}`, 600));
  expect(fitToBudget([part('threads', ...threads)], 0)[0]?.cut).toHaveLength(lines);
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
  expect(diff?.items[0]?.text).toMatch(/^x+\n\[cut here: the rest is left out\]$/);
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

test('a file of which no part is kept is left out as a whole', () => {
  const [diff] = fitToBudget([part('diff', piece(1, 0), piece(2, -1), piece(3, -2))], 0);
  expect(diff?.cut.map(cutText)).toEqual(['a.js: left out (1.8 KB)']);
});

test('the words about further parts take no more than the budget', () => {
  const [diff] = fitToBudget([part('diff', piece(1, 0), piece(2, -1), piece(3, -2))], 1_210);
  const bytes = diff?.items.reduce((sum, { text }) => sum + byteLength(text), 0);
  expect(bytes).toBeLessThanOrEqual(1_210);
});

test('a part that is cut says so, and nothing else of what follows', () => {
  const [diff] = fitToBudget([part('diff', piece(1, 0), piece(2, -1))], 600);
  expect(diff?.items).toHaveLength(1);
  expect(diff?.items[0]?.text).toContain('[cut here');
  expect(diff?.items[0]?.text).not.toContain('[what follows');
});

test.each([
  ['another file', item('b.js', 600, { worth: -1, file: { path: 'b.js', part: 1, parts: 1 } })],
  ['something else', item('b', 600, { worth: -1 })],
])('where %s is left out, the file before it says nothing of it', (_, next) => {
  const [diff] = fitToBudget([part('diff', piece(1, 0), next)], 700);
  expect(diff?.items.map(({ text }) => text)).toEqual(['x'.repeat(600)]);
});

/** A job whose log can be shown in up to `most` bytes. */
const log = (label: string, most: number) =>
  item(label, 100, {
    grow: (bytes) => ({ text: 'y'.repeat(Math.min(bytes, most)), removals: [] }),
  });

describe('what can say more', () => {
  test('does in what is left, and in no more', () => {
    const parts = [part('jobs', log('job', 5_000)), part('diff', item('a.js', 500))];
    const sizes = (budget: number) =>
      fitToBudget(parts, budget).map(({ items }) => items[0]?.text.length);
    expect(sizes(1_000)).toEqual([500, 500]);
    expect(sizes(9_000)).toEqual([5_000, 500]);
    expect(sizes(600)).toEqual([100, 500]);
    expect(sizes(590)[0]).toBe(100);
  });

  test('shares what is left', () => {
    const logs = part('jobs', log('unit', 5_000), log('lint', 5_000), log('e2e', 5_000));
    expect(kept(fitToBudget([logs], 1_500))).toEqual(['unit 500', 'lint 500', 'e2e 500']);
  });

  test('leaves to the next what it does not need', () => {
    const logs = part('jobs', log('unit', 150), log('lint', 5_000));
    expect(kept(fitToBudget([logs], 1_000))).toEqual(['unit 150', 'lint 850']);
  });

  test.each([
    ['there is no more', 100],
    ['the more takes more than there is room for', 5_000],
    ['it would say less', 50],
  ])('stays as it is where %s', (_, bytes) => {
    const grow = () => ({ text: 'y'.repeat(bytes), removals: [] });
    const [jobs] = fitToBudget([part('jobs', item('job', 100, { grow }))], 900);
    expect(jobs?.items[0]?.text).toBe('x'.repeat(100));
  });
});
