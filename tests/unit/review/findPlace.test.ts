import { expect, test } from 'vitest';
import type { Diff } from '../../../utils/gitlab/entities.ts';
import type { Finding } from '../../../utils/outcome/Finding.ts';
import { DiffLines } from '../../../utils/review/DiffLines.ts';
import { findPlace } from '../../../utils/review/findPlace.ts';
import { positionOf } from '../../../utils/review/positionOf.ts';

const TEXT = 'one\ntwo\nthree\nfour, new\nfive\nsix\nseven\neight\nnine\nten\n';
const DIFF = '@@ -1,6 +1,7 @@\n one\n two\n-drei\n+three\n+four, new\n five\n six\n seven\n';
const FILE: Diff = {
  old_path: 'src/a.ts',
  new_path: 'src/b.ts',
  diff: DIFF,
  new_file: false,
  renamed_file: true,
  deleted_file: false,
};
const FINDING: Finding = {
  path: 'src/b.ts',
  side: 'new',
  from: 4,
  to: 4,
  severity: 'minor',
  quote: 'four, new',
  text: 'x',
  suggestion: null,
};
const REFS = { base_sha: 'b', start_sha: 's', head_sha: 'h' };
const place = (more: Partial<Finding>, text: string | null = TEXT) =>
  findPlace(new DiffLines(FILE, text), { ...FINDING, ...more });

test('a line has the counters of both sides, in the hunks and between them', () => {
  const diff = new DiffLines(FILE, TEXT);
  expect(diff.at('new', 3)).toEqual({ kind: 'new', old: 4, new: 3, text: 'three' });
  expect(diff.at('old', 3)).toEqual({ kind: 'old', old: 3, new: 3, text: 'drei' });
  expect(diff.at('new', 9)).toEqual({ kind: 'same', old: 8, new: 9, text: 'nine' });
  expect(diff.at('old', 9)).toEqual({ kind: 'same', old: 9, new: 10, text: 'ten' });
  expect([diff.at('new', 11), diff.at('new', 0), diff.at('old', 10)]).toEqual([null, null, null]);
});

test('what is quoted stands where it is said to, whatever its white space', () => {
  expect(place({})).toMatchObject({ moved: false, lines: [{ new: 4 }] });
  expect(place({ quote: '\tfour,  new ' })).toMatchObject({ moved: false });
  expect(place({ from: 9, to: 9, quote: 'nine' })).toMatchObject({ lines: [{ kind: 'same' }] });
});

test('a line that alone holds the quoted words is meant, wherever it is', () => {
  expect(place({ from: 7, to: 8 })).toMatchObject({ moved: true, lines: [{ new: 4 }, { new: 5 }] });
  expect(place({ from: 400, to: 400 })).toMatchObject({ moved: true });
});

test('what cannot be shown has no place', () => {
  expect(place({ quote: 'something else' })).toBe('text_differs');
  expect(place({ quote: '' })).toBe('not_quoted');
  expect(place({ from: 40, to: 41, quote: 'nothing there' })).toBe('no_line');
  // Too short to tell a line by.
  expect(place({ from: 7, to: 7, quote: 'six' })).toBe('text_differs');
  expect(place({ from: 9, to: 9, quote: 'nine' }, null)).toBe('no_line');
});

test('words that stand twice tell no line', () => {
  const twice = new DiffLines(FILE, `${TEXT}return null;\nreturn null;\n`);
  expect(findPlace(twice, { ...FINDING, quote: 'return null;' })).toBe('text_differs');
});

test('a range has both its ends, named as GitLab names them', async () => {
  const diff = new DiffLines(FILE, TEXT);
  const [first, last] = [diff.at('new', 2), diff.at('new', 4)];
  if (!first || !last) throw new Error('They are there.');
  const { position, lineCode } = await positionOf(FILE, REFS, { first, last });
  expect(lineCode).toBe('e55a8d6c5dd26e72538fd71fb7695dd829c8dab5_4_4');
  expect(position).toEqual({
    position_type: 'text',
    ...REFS,
    old_path: 'src/a.ts',
    new_path: 'src/b.ts',
    new_line: 4,
    line_range: {
      start: { line_code: lineCode.replace('_4_4', '_2_2'), type: null, old_line: 2, new_line: 2 },
      end: { line_code: lineCode, type: 'new', old_line: null, new_line: 4 },
    },
  });
});
