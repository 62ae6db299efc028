import { describe, expect, test } from 'vitest';
import type { ContextItem } from '../../../../utils/context/Context.ts';
import { cutText } from '../../../../utils/context/Cut.ts';
import { describeDiffs } from '../../../../utils/context/describe/describeChanges.ts';
import { fitToBudget } from '../../../../utils/context/fitToBudget.ts';
import { labelText } from '../../../../utils/context/Label.ts';
import type { Diff } from '../../../../utils/gitlab/entities.ts';
import { added, described } from '../../fakes/describedDiffs.ts';
import { aDiff } from '../../fakes/entities.ts';

/** Where a thread is open. */
const at = (path: string, line: number) => ({
  old_path: path,
  new_path: path,
  new_line: line,
  old_line: null,
});
const labelsOf = (items: readonly ContextItem[] = []) => items.map(({ label }) => labelText(label));
/** Files as they are kept when not all fit, the first before all others. */
const byWorth = (items: readonly ContextItem[]) =>
  labelsOf(items.toSorted((one, other) => other.worth - one.worth));

describe('of source, tests, settings, documents and what tools wrote', () => {
  const paths = [
    'package-lock.json',
    'README.md',
    '.gitlab-ci.yml',
    'test/cart.test.ts',
    'web/style.css',
    'src/cart.ts',
  ];

  test('the main language comes first, then in that order', () => {
    const diffs = paths.map((path) => aDiff(path, added(path === 'src/cart.ts' ? 9 : 1)));
    expect(labelsOf(described(...diffs).items)).toEqual([
      'src/cart.ts',
      'web/style.css',
      'test/cart.test.ts',
      '.gitlab-ci.yml',
      'README.md',
      'package-lock.json',
    ]);
  });

  test('the last are left out first', () => {
    const part = described(
      ...paths.map((path) => aDiff(path, added(path === 'src/cart.ts' ? 41 : 40))),
    );
    const kept = labelsOf(fitToBudget([part], 2_800)[0]?.items);
    expect(kept).toEqual(['src/cart.ts', 'web/style.css', 'test/cart.test.ts']);
  });

  test('a file that a thread is open in is kept before all', () => {
    const part = describeDiffs(
      paths.map((path) => aDiff(path, added(path === 'src/cart.ts' ? 41 : 40))),
      [at('README.md', 5)],
      null,
    );
    const kept = labelsOf(fitToBudget([part], 2_000)[0]?.items);
    expect(kept).toEqual(['src/cart.ts', 'README.md']);
  });
});

describe('the main language is that of most source', () => {
  test.each([
    ['pictures', 'a.png', 'Binary files a and b differ\n'],
    ['documents', 'README.md', added(30)],
  ])('whatever %s there are', (_, path, diff) => {
    const others = Array.from({ length: 30 }, () => aDiff(path, diff));
    const part = described(...others, aDiff('web/style.css', added(1)), aDiff('a.ts', added(9)));
    expect(labelsOf(part.items).slice(0, 2)).toEqual(['a.ts', 'web/style.css']);
  });

  test('without source there is none: files of a kind stay as GitLab lists them', () => {
    const part = described(aDiff('README.md', added(1)), aDiff('LICENSE', added(1)));
    expect(labelsOf(part.items)).toEqual(['README.md', 'LICENSE']);
  });
});

test.each([
  ['the main language', 'src/large.ts', 'src/small.ts'],
  ['another language', 'web/large.css', 'web/small.css'],
  ['tests', 'test/large.test.ts', 'test/small.test.ts'],
  ['documents', 'large.md', 'small.md'],
])('of %s, small files are kept before large ones', (_, large, small) => {
  const part = described(
    aDiff('src/main.ts', added(99)),
    aDiff(large, added(9)),
    aDiff(small, added(8)),
  );
  const order = byWorth(part.items);
  expect(order.indexOf(small)).toBeLessThan(order.indexOf(large));
});

/** Of each part of a file, how much it counts where a thread is open in a line of that file. */
const tiersOf = (diff: Diff, line: number) =>
  describeDiffs([diff], [at(diff.new_path, line)], null).items.map(({ tier }) => tier);
const hunk = (start: number, count: number) =>
  `@@ -${start},0 +${start},${count} @@\n${'+a line of code\n'.repeat(count)}`;

describe('what a thread is open in', () => {
  test.each([
    ['a renamed file without changes', aDiff('b.js', '', { renamed_file: true, old_path: 'a.js' })],
    ['a short file, though not in its hunks', aDiff('b.js', added(3))],
  ])('may be %s', (_, diff) => {
    expect(tiersOf(diff, 500)).toEqual(['near']);
    expect(described(diff).items.map(({ tier }) => tier)).toEqual(['changes']);
  });

  test('is one part of a large file, by any of its hunks', () => {
    const large = aDiff('a.js', hunk(1, 9) + hunk(101, 9) + hunk(201, 360));
    expect(tiersOf(large, 105)).toEqual(['near', 'changes']);
    expect(tiersOf(large, 50)).toEqual(['changes', 'changes']);
    expect(tiersOf(large, 300)).toEqual(['changes', 'near']);
  });

  test('is worth no more where a tool wrote it', () => {
    expect(tiersOf(aDiff('package-lock.json', added(3)), 2)).toEqual(['generated']);
  });

  test('is kept of what no prompt could carry', () => {
    const diffs = Array.from({ length: 12 }, (_, index) => aDiff(`f${index}.js`, added(6_000)));
    const last = describeDiffs(diffs, [at('f11.js', 5_990)], null).items.at(-1);
    expect(last?.tier).toBe('near');
  });
});

test('what no prompt could carry is not kept, and named', () => {
  const diffs = Array.from({ length: 12 }, (_, index) => aDiff(`f${index}.js`, added(6_000)));
  const part = described(...diffs, aDiff('small.js', '+s'));
  expect(labelsOf(part.items)).toContain('small.js');
  expect(part.items.length).toBeLessThan(170);
  expect(part.cut.map(cutText).join('\n')).toMatch(/left out/);
});
