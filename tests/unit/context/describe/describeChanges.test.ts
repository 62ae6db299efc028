import { describe, expect, test } from 'vitest';
import { describeDiffs } from '../../../../utils/context/describe/describeChanges.ts';
import { fitToBudget } from '../../../../utils/context/fitToBudget.ts';
import { bare } from '../../fakes/bare.ts';
import { added, described } from '../../fakes/describedDiffs.ts';
import { aDiff } from '../../fakes/entities.ts';
import { cutText } from '../../../../utils/context/Cut.ts';
import { labelText } from '../../../../utils/context/Label.ts';

const TOKEN = 'glpat-Wq8rT2yU5iO9pL3kJ7hG';

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
])('a file that is %s is named once', (_, diff, line) => {
  const part = described(diff);
  expect([part.items, part.cut.map(cutText)]).toEqual([[], [line]]);
});

test('a renamed file without changes lacks nothing', () => {
  const part = described(aDiff('b', '', { renamed_file: true, old_path: 'a' }));
  expect(part.cut).toEqual([]);
  expect(bare(part.items[0]?.text)).toBe('=== b, before: a (renamed)\n(its text did not change)');
});

test.each([
  ['new', { new_file: true }],
  ['deleted', { deleted_file: true }],
])('a %s file is called so', (what, more) => {
  const [item] = described(aDiff('a.js', '@@ -0,0 +1 @@\n+x\n', more)).items;
  expect(bare(item?.text)).toMatch(`=== a.js (${what})\n@@`);
});

test('what is no hunk is shown as it is', () => {
  expect(bare(described(aDiff('a.js', '+x\n-y')).items[0]?.text)).toBe('=== a.js\n+x\n-y');
});

test('an empty diff is an empty part', () => {
  expect(described()).toEqual({ name: 'diff', items: [], cut: [] });
});

test('files and lines are counted', () => {
  const part = described(aDiff('a.js', '@@ -1,2 +1,3 @@\n+x\n+y\n-z\n w\n'), aDiff('b', added(2)));
  expect(part.counts).toBe('2 files, +4 −1');
});

test('a file without text is counted, and none of its lines', () => {
  expect(described(aDiff('a', '--broken encoding: ISO-2022-JP')).counts).toBe('1 file, +0 −0');
});

test('a secret that is put back stands where it stood', () => {
  const [item] = described(aDiff('a.js', `@@ -0,0 +1 @@\n+${TOKEN}\n`)).items;
  const again = item?.rewrite?.(new Set(item.removals.flatMap(({ key }) => key ?? [])));
  expect(item?.text).not.toContain(TOKEN);
  expect(bare(again?.text)).toBe(`=== a.js\n@@ -0,0 +1 @@\n1 +${TOKEN}`);
});

test('bytes that are not UTF-8 are mentioned', () => {
  expect(described(aDiff('a', '@@ -1 +1 @@\n+caf\uFFFD\n')).items[0]?.text).toContain('not UTF-8');
});

test('each line that is there after the change has its number', () => {
  const diff = '@@ -8,3 +9,3 @@ total()\n one\n-two\n+zwei\n three\n\\ No newline at end of file\n';
  expect(bare(described(aDiff('a.js', diff)).items[0]?.text)).toBe(
    [
      '=== a.js',
      '@@ -8,3 +9,3 @@ total()',
      ' 9  one',
      '   -two',
      '10 +zwei',
      '11  three',
      '   \\ No newline at end of file',
    ].join('\n'),
  );
});

test('a masked key that goes over several lines moves no number', () => {
  const key = [
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIEpAIBAAKCAQEA7bq4v3T1gH9w8n5mX2l0K3J6y9PmIIEpAIBAAKCAQEA7bq4',
    '-----END RSA PRIVATE KEY-----',
  ];
  for (const mark of ['+', ' ']) {
    const lines = [...key, 'after()'].map((line) => `${mark}${line}\n`).join('');
    const [item] = described(aDiff('a.js', `@@ -1,4 +1,4 @@\n${lines}`)).items;
    expect(item?.text).toContain(
      `1 ${mark}[MASKED private-key]\n2 ${mark}\n3 ${mark}\n4 ${mark}after()`,
    );
  }
});

describe('a large file', () => {
  const large = aDiff('a.js', added(1_000, 'some twenty characters'));

  test('is taken apart, each part under a head that is true of it', () => {
    const { items } = described(large);
    expect(items).toHaveLength(4);
    expect(items[1] && labelText(items[1].label)).toBe('a.js (part 2 of 4)');
    const [head, hunk, first] = bare(items[1]?.text).split('\n');
    expect(head).toBe('=== a.js, part 2 of 4');
    const [, start = '', count = ''] = /^@@ -0,0 \+(\d+),(\d+) @@$/.exec(hunk ?? '') ?? [];
    expect(first).toBe(`${start} +some twenty characters`);
    expect(bare(items[1]?.text).trimEnd().split('\n')).toHaveLength(Number(count) + 2);
  });

  test('shows its beginning before any file shows more', () => {
    const small = aDiff('b.js', added(200));
    const [part] = fitToBudget([described(large, small)], 11_500);
    expect(part?.items.map(({ label }) => labelText(label))).toEqual([
      'a.js (part 1 of 4)',
      'b.js',
    ]);
    expect(part?.items[0]?.text).toMatch(/\n\[what follows of this file is left out here\]$/);
    expect(part?.cut.map(cutText)).toEqual([
      expect.stringMatching(/^a\.js: 3 of 4 parts left out \([\d.]+ KB\)$/),
    ]);
  });

  test('is not read beyond what any prompt carries, and says so', () => {
    const { items } = described(aDiff('a.js', added(5_000, 'some twenty characters')));
    expect(items.at(-1)?.text).toMatch(/\n\[\d{5} further characters of this diff are left out\]$/);
    expect(items.filter(({ text }) => text.includes('further characters'))).toHaveLength(1);
  });

  test('is cleaned as a whole: what is secret in one part is so by what stands in another', () => {
    const filler = '+  # some words that fill a line\n'.repeat(300);
    const secret = `@@ -0,0 +1,303 @@\n+kind: Secret\n+data:\n${filler}+  name: c29tZXRoaW5nc2VjcmV0Cg==\n`;
    const { items } = described(aDiff('k8s/app.yaml', secret));
    expect(items).toHaveLength(2);
    expect(items[1]?.text).toContain('[MASKED kubernetes-secret]');
    expect(items.map(({ removals }) => removals.length)).toEqual([0, 1]);
  });
});

test('only "\\n" ends a line: no added line can play the head of a hunk or a binary file', () => {
  for (const end of ['\r', '\u2028', '\u2029', '\u0085', '\v', '\f']) {
    const diff = `@@ -1 +1,3 @@\n a\n+// x${end}Binary files a and b differ${end}@@ -1 +1 @@\n+steal()\n`;
    const [item] = described(aDiff('src/auth.ts', diff)).items;
    const lines = (item?.text ?? '').split(/[\n\r\u2028\u2029\u0085\v\f]/);
    expect(lines.filter((line) => /^(?:Binary|@@)/.test(line))).toEqual(['@@ -1 +1,3 @@']);
    expect(item?.text).toContain('3 +steal()');
  }
});

test('many files that are not shown are told by folder', () => {
  const diffs = Array.from({ length: 30 }, (_, index) =>
    aDiff(`${index < 20 ? 'img' : 'a/b'}/${index}.png`, 'Binary files a and b differ\n'),
  );
  expect(described(...diffs, aDiff('c.bin', '', { too_large: true })).cut.map(cutText)).toEqual([
    'img/: 20 files binary: 0.png, 1.png, 2.png, 3.png, 4.png and 15 more',
    'a/b/: 10 files binary: 20.png, 21.png, 22.png, 23.png, 24.png and 5 more',
    'c.bin: too large, not shown by GitLab',
  ]);
});

test('files beyond what GitLab gives are counted', () => {
  expect(describeDiffs([aDiff('a', '+x')], [], '1000+').cut.map(cutText)).toEqual([
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
        looked.push(labelText(item.label));
        return 'x'.repeat(900);
      },
    }),
  );
  const [diff] = fitToBudget([{ name: 'diff', items, cut: [] }], 1000);
  expect(diff?.items.map(({ label }) => labelText(label))).toEqual(['a.js']);
  expect(diff?.cut.map(cutText)).toEqual(['bb.js: left out (0.9 KB)', 'ccc.js: left out (0.9 KB)']);
  expect(looked).not.toContain('ccc.js');
});
