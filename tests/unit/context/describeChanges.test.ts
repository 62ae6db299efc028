import { expect, test } from 'vitest';
import { describeDiffs } from '../../../utils/context/describeChanges.ts';
import { fitToBudget } from '../../../utils/context/fitToBudget.ts';
import { aDiff } from '../fakes/entities.ts';

const described = (...diffs: ReturnType<typeof aDiff>[]) => describeDiffs(diffs, [], null);

test.each([
  ['too large', aDiff('a', '', { too_large: true }), 'a: too large, not shown by GitLab'],
  ['collapsed', aDiff('a', '', { collapsed: true }), 'a: collapsed by GitLab'],
  ['binary', aDiff('a', 'Binary files /dev/null and b/a differ\n'), 'a: binary'],
  [
    'of an unknown encoding',
    aDiff('a', '--broken encoding: ISO-2022-JP'),
    'a: not UTF-8, not shown by GitLab',
  ],
  [
    'empty, on a server that would say why',
    aDiff('a', '', { too_large: false }),
    'a: binary, empty or only its mode changed',
  ],
  ['empty, on an older server', aDiff('a', ''), 'a: no text from GitLab'],
])('a file that is %s is named', (_, diff, line) => {
  const part = described(diff);
  expect(part.cut).toEqual([line]);
  expect(part.items[0]?.text).toContain('+++ a');
});

test('a renamed file without changes lacks nothing', () => {
  expect(described(aDiff('b', '', { renamed_file: true })).cut).toEqual([]);
});

test('an empty diff is an empty part', () => {
  expect(described()).toEqual({ name: 'diff', items: [], cut: [] });
});

test('bytes that are not UTF-8 are mentioned', () => {
  expect(described(aDiff('a', '@@ -1 +1 @@\n+caf\uFFFD\n')).items[0]?.text).toContain('not UTF-8');
});

test.each([
  'package-lock.json',
  'yarn.lock',
  'go.sum',
  'web/app.min.js',
  'vendor/x/y.go',
  'Cargo.lock',
])('%s counts as generated', (path) => {
  expect(described(aDiff(path, '+x')).items[0]?.tier).toBe('generated');
});

test.each(['src/lock.ts', 'clock.js', 'src/distance/a.ts', 'locksmith.py'])(
  '%s does not',
  (path) => {
    expect(described(aDiff(path, '+x')).items[0]?.tier).toBe('changes');
  },
);

test('a file with an open thread counts for more; of a large one, the hunk of that thread', () => {
  const place = { old_path: 'a.js', new_path: 'a.js', new_line: 5, old_line: null };
  const small = aDiff('a.js', '@@ -1,9 +1,9 @@\n+x\n');
  expect(describeDiffs([small], [place], null).items.map(({ tier }) => tier)).toEqual(['near']);
  const large = aDiff(
    'a.js',
    `@@ -1,9 +1,9 @@\n+x\n@@ -50,9 +50,9 @@\n${'+y long line\n'.repeat(600)}`,
  );
  const items = describeDiffs([large], [place], null).items;
  expect(items.map(({ label, tier }) => [label, tier])).toEqual([
    ['a.js', 'near'],
    ['a.js (other hunks)', 'changes'],
  ]);
  expect(items[0]?.text).not.toContain('@@ -50');
});

test('what no prompt could carry is not read, and named', () => {
  const diffs = Array.from({ length: 12 }, (_, index) => aDiff(`f${index}.js`, '+'.repeat(90_000)));
  const part = describeDiffs([...diffs, aDiff('small.js', '+s')], [], null);
  expect(part.items.map(({ label }) => label)).toContain('small.js');
  expect(part.items).toHaveLength(12);
  expect(part.cut).toEqual(['f11.js: left out (87.9 KB)']);
});

test('files beyond what GitLab gives are counted', () => {
  expect(describeDiffs([aDiff('a', '+x')], [], '1000+').cut).toEqual([
    'GitLab gives 1 of 1000+ files',
  ]);
});

test('what does not fit is never cleaned', () => {
  const looked: string[] = [];
  const items = describeDiffs(
    ['a.js', 'bb.js', 'ccc.js'].map((path, index) => aDiff(path, '+'.repeat(900 + index))),
    [],
    null,
  ).items.map((item) =>
    Object.defineProperty(item, 'text', {
      get: () => {
        looked.push(item.label);
        return 'x'.repeat(900);
      },
    }),
  );
  const [diff] = fitToBudget([{ name: 'diff', items, cut: [] }], 1000);
  expect(diff?.items.map(({ label }) => label)).toEqual(['a.js']);
  expect(diff?.cut).toEqual(['bb.js: left out (0.9 KB)', 'ccc.js: left out (0.9 KB)']);
  expect(looked).not.toContain('ccc.js');
});
