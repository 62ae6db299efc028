import { describe, expect, test } from 'vitest';
import {
  hunkAround,
  hunksOf,
  isIn,
  isOfFile,
  linesAround,
  numbered,
  splitHunk,
} from '../../../../utils/context/describe/hunks.ts';
import { aDiff } from '../../fakes/entities.ts';

const lines = (from: number, to: number, mark: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${mark}line ${from + index}\n`).join('');
const place = (more: { old_line?: number; new_line?: number; path?: string }) => ({
  old_path: more.path ?? 'a.js',
  new_path: more.path ?? 'a.js',
  old_line: more.old_line ?? null,
  new_line: more.new_line ?? null,
});

test('a diff is taken apart at its hunks, with what each side holds', () => {
  const first = '@@ -1,2 +1,3 @@\n one\n+new\n two\n';
  const second = '@@ -9 +10 @@\n-old\n+new\n';
  expect(hunksOf(`index 1..2\n${first}${second}`)).toEqual([
    { text: first, line: 1, old: [1, 2], new: [1, 3] },
    { text: second, line: 5, old: [9, 1], new: [10, 1] },
  ]);
});

describe('a note stands in a hunk', () => {
  const [hunk] = hunksOf('@@ -10,2 +20,3 @@\n a\n+b\n c\n');
  const stands = (at: Parameters<typeof place>[0]) => hunk && isIn(hunk, place(at));

  test('by its new line, or else by its old one', () => {
    expect([19, 20, 22, 23].map((line) => stands({ new_line: line }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([9, 10, 11, 12].map((line) => stands({ old_line: line }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(stands({ old_line: 10, new_line: 30 })).toBe(false);
  });

  test('not where it has no line', () => {
    expect(stands({})).toBe(false);
  });

  test('also where that side of it is empty', () => {
    const [removed] = hunksOf('@@ -5,1 +4,0 @@\n-gone\n');
    expect(removed && isIn(removed, place({ new_line: 4 }))).toBe(true);
  });
});

test('a note is about the file of its new path, else of its old one', () => {
  const moved = aDiff('b.js', '', { old_path: 'a.js' });
  expect(isOfFile(moved, { ...place({}), old_path: 'a.js', new_path: 'b.js' })).toBe(true);
  expect(isOfFile(moved, { ...place({}), old_path: 'a.js', new_path: 'a.js' })).toBe(false);
  expect(isOfFile(moved, { ...place({}), old_path: 'a.js', new_path: '' })).toBe(true);
  expect(isOfFile(moved, { ...place({}), old_path: 'c.js', new_path: '' })).toBe(false);
});

describe('what a note is about', () => {
  const hunk = `@@ -1,60 +1,60 @@\n${lines(1, 40, ' ')}-old 41\n+new 41\n${lines(42, 60, ' ')}`;
  const diffs = [aDiff('b.js', hunk.replaceAll('line', 'other')), aDiff('a.js', hunk)];
  const shown = (at: Parameters<typeof place>[0]) =>
    hunkAround(diffs, place(at))?.split('\n') ?? [];

  test('are fifteen lines above and below its line, under a head that is true of them', () => {
    const around = shown({ new_line: 30 });
    expect([around[0], around[1], around.at(-1)]).toEqual([
      '@@ -15,30 +15,30 @@',
      ' line 15',
      ' line 44',
    ]);
    expect(shown({ new_line: 2 }).slice(0, 2)).toEqual(['@@ -1,17 +1,17 @@', ' line 1']);
  });

  test('is under a true head in a new file, too', () => {
    const whole = aDiff('a.js', `@@ -0,0 +1,200 @@\n${lines(1, 200, '+')}`);
    const around = hunkAround([whole], place({ new_line: 150 }))?.split('\n') ?? [];
    expect([around[0], around[1], around.at(-1)]).toEqual([
      '@@ -0,0 +135,31 @@',
      '+line 135',
      '+line 165',
    ]);
  });

  test('is counted on its own side', () => {
    expect(shown({ new_line: 41 })[16]).toBe('+new 41');
    expect(shown({ old_line: 41 })[16]).toBe('-old 41');
    expect(shown({ new_line: 43 })[16]).toBe(' line 43');
  });

  test('does not count what git says of a missing line end', () => {
    const ended = aDiff('a.js', '@@ -1,2 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n');
    expect(hunkAround([ended], place({ new_line: 2 }))).toBe(ended.diff.trimEnd());
  });

  test('is nothing where the diff holds that line, or that file, no more', () => {
    expect(hunkAround(diffs, place({ new_line: 61 }))).toBeNull();
    expect(hunkAround(diffs, place({ new_line: 30, path: 'c.js' }))).toBeNull();
  });
});

describe('the lines of a file around one', () => {
  const file = Array.from({ length: 40 }, (_, index) => `l${index + 1}`).join('\n');

  test('are numbered, and the one is marked', () => {
    const around = linesAround(file, 20)?.split('\n') ?? [];
    expect([around[0], around[15], around.at(-1)]).toEqual(['5  l5', '20> l20', '35  l35']);
    expect(linesAround(file, 1)?.split('\n').slice(0, 2)).toEqual(['1> l1', '2  l2']);
  });

  test('are none where the file is shorter', () => {
    expect(linesAround(file, 40)).toContain('40> l40');
    expect(linesAround(file, 41)).toBeNull();
  });
});

const body = (text: string) => text.slice(text.indexOf('\n') + 1);
const numberedLines = (text: string) =>
  numbered(text)
    .split('\n')
    .flatMap((line) => (line === '' || line.startsWith('@@') ? [] : [line.trimStart()]));

test('a line whose mark was lost counts as one that stays', () => {
  expect(numbered('@@ -1,3 +1,3 @@\n a\n\n b\n')).toBe('@@ -1,3 +1,3 @@\n1  a\n2 \n3  b\n');
});

describe('a hunk in parts', () => {
  const long = `@@ -5,40 +7,40 @@ total()\n${lines(1, 10, ' ')}${lines(11, 25, '-')}${lines(11, 25, '+')}${lines(26, 40, ' ')}`;

  test('holds the same lines, each part under a head that counts them', () => {
    const [hunk] = hunksOf(long);
    const parts = hunk ? splitHunk(hunk, 120) : [];
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map(({ text }) => body(text)).join('')).toBe(body(long));
    for (const { text, old, new: fresh } of parts) {
      expect(hunksOf(text)[0]).toMatchObject({ old, new: fresh });
      const marks = body(text)
        .split('\n')
        .slice(0, -1)
        .map((line) => line[0]);
      expect(old[1]).toBe(marks.filter((mark) => mark !== '+').length);
      expect(fresh[1]).toBe(marks.filter((mark) => mark !== '-').length);
    }
  });

  test('numbers its lines as the whole does', () => {
    const [hunk] = hunksOf(long);
    const parts = hunk ? splitHunk(hunk, 120).map(({ text }) => text) : [];
    expect(parts.flatMap(numberedLines)).toEqual(numberedLines(long));
  });
});
