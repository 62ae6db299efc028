import { describe, expect, test } from 'vitest';
import { diffPieces, unreadOf } from '../../../../utils/context/describe/diffPieces.ts';
import { NOTHING_RESTORED } from '../../../../utils/context/restoreKeys.ts';
import { aDiff } from '../../fakes/entities.ts';

const LONGEST = 100_000;
const KEY = 'glpat-Wq8rT2yU5iO9pL3kJ7hG';
const OTHER_KEY = 'glpat-Zx1cV4bN7mQ0wE3rT6yU';
/** One hunk that adds these lines. */
const hunk = (at: number, ...lines: string[]) =>
  `@@ -${at},0 +${at},${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
const filler = (bytes: number) => '+some words\n'.repeat(Math.ceil(bytes / 12));
const pieces = (diff: string) => diffPieces(aDiff('a.js', diff));
const read = (diff: string) => pieces(diff).map((piece) => piece.read(NOTHING_RESTORED));

describe('hunks of a file stand together as long as they are short', () => {
  test('short ones are one piece, as given and as read', () => {
    const diff = hunk(1, 'a') + hunk(9, 'b');
    const [piece, ...more] = pieces(diff);
    expect(more).toEqual([]);
    expect(piece?.text).toBe(diff);
    expect(piece?.hunks).toHaveLength(2);
    expect(piece?.read(NOTHING_RESTORED)).toEqual({
      text: '@@ -1,0 +1,1 @@\n1 +a\n@@ -9,0 +9,1 @@\n 9 +b',
      removals: [],
    });
  });

  test('what would make a piece too long begins the next', () => {
    const long = hunk(1, 'x'.repeat(5_970));
    const texts = pieces(long + hunk(20, 'b') + hunk(40, 'c')).map(({ text }) => text);
    expect(texts).toEqual([long, hunk(20, 'b') + hunk(40, 'c')]);
  });

  test('a file without hunks has none', () => {
    expect(pieces('')).toEqual([]);
  });
});

describe('a diff that is too long', () => {
  test('of just the longest length is read wholly', () => {
    const head = '@@ -1,0 +1,9000 @@\n';
    const diff = `${(head + filler(LONGEST)).slice(0, LONGEST - 1)}\n`;
    expect(diff).toHaveLength(LONGEST);
    expect(unreadOf(aDiff('a', diff))).toBe(0);
  });

  test('is read up to the end of a line', () => {
    const diff = `@@ -1,0 +1,9000 @@\n${filler(LONGEST + 500)}`;
    const left = unreadOf(aDiff('a', diff));
    expect(left).toBeGreaterThan(0);
    const given = pieces(diff);
    expect(given.every(({ text }) => text.endsWith('words\n'))).toBe(true);
    const lines = diff.length - left;
    expect(lines).toBeGreaterThan(LONGEST - 12);
    expect(diff.charAt(lines - 1)).toBe('\n');
  });
});

describe('what is taken out is told with the piece that held it', () => {
  const two = hunk(1, `a = "${KEY}"`) + filler(7_000) + hunk(900, `b = "${OTHER_KEY}"`);

  test('each with its own', () => {
    const all = read(two);
    const withKey = all.filter(({ text }) => text.includes('[MASKED'));
    expect(withKey).toHaveLength(2);
    expect(all.map(({ removals }) => removals.length)).toEqual(
      all.map(({ text }) => (text.includes('[MASKED') ? 1 : 0)),
    );
    expect(JSON.stringify(all)).not.toContain('glpat-');
  });

  test('the same value in two pieces is told in both', () => {
    const all = read(hunk(1, KEY) + filler(7_000) + hunk(900, KEY));
    expect(all.flatMap(({ removals }) => removals)).toHaveLength(2);
    expect(all.at(0)?.removals).toHaveLength(1);
    expect(all.at(-1)?.removals).toHaveLength(1);
  });

  test('what is put back stands again, and the other stays masked', () => {
    const [piece] = diffPieces(aDiff('a.js', hunk(1, KEY, OTHER_KEY)));
    const first = piece?.read(NOTHING_RESTORED).removals[0];
    const again = piece?.read(new Set([first?.key ?? 'none']));
    expect(again?.text).toContain(KEY);
    expect(again?.text).not.toContain(OTHER_KEY);
    expect(piece?.read(NOTHING_RESTORED).text).not.toContain(KEY);
  });
});
