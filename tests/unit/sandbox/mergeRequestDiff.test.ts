import { expect, test } from 'vitest';
import { diffLines } from '../../sandbox/git/mergeRequestDiff.ts';

test('lines of a diff carry their numbers on both sides', () => {
  const lines = diffLines(
    '@@ -4,3 +4,3 @@ a\n one\n-two\n+zwei\n three\n\\ No newline at end of file\n',
  );
  expect(lines.map(({ kind, oldLine, newLine, text }) => [kind, oldLine, newLine, text])).toEqual([
    ['match', null, null, '@@ -4,3 +4,3 @@ a'],
    ['context', 4, 4, 'one'],
    ['old', 5, null, 'two'],
    ['new', null, 5, 'zwei'],
    ['context', 6, 6, 'three'],
  ]);
});

test('a second hunk starts counting anew', () => {
  const lines = diffLines('@@ -1 +1 @@\n-a\n+b\n@@ -20 +20,2 @@\n x\n+y\n');
  expect(lines.at(-1)).toMatchObject({ kind: 'new', newLine: 21 });
});
