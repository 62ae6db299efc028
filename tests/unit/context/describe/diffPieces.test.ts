import { describe, expect, test } from 'vitest';
import {
  type DiffPiece,
  diffPieces,
  unreadOf,
} from '../../../../utils/context/describe/diffPieces.ts';
import { NOTHING_RESTORED } from '../../../../utils/context/restoreKeys.ts';
import { aDiff } from '../../fakes/entities.ts';

const LONGEST = 100_000;
const KEY = 'glpat-Wq8rT2yU5iO9pL3kJ7hG';
const OTHER_KEY = 'glpat-Zx1cV4bN7mQ0wE3rT6yU';
/** What the data of a Kubernetes Secret holds is secret; alone it could be anything. */
const SECRET = ['kind: Secret', 'data:'];
const DATA = 'c29tZXRoaW5nc2VjcmV0Cg==';
const OTHER_DATA = 'YW5vdGhlcnNlY3JldAo=';
const COMMENTS = Array<string>(400).fill('  # some words');
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

  test('each part of a long one begins with a head of its own', () => {
    const texts = read(hunk(1, ...Array<string>(900).fill('some words'))).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => !text.startsWith('@@ -'))).toEqual([]);
  });

  test('a file without hunks has none', () => {
    expect(pieces('')).toEqual([]);
  });
});

test('a last line that nothing ends is read, too', () => {
  expect(read('@@ -1 +1 @@\n+last').map(({ text }) => text)).toEqual(['@@ -1 +1 @@\n1 +last']);
});

describe('a diff that is too long', () => {
  test('of just the longest length is read wholly', () => {
    const diff = `@@ -1,0 +1,9000 @@\n${filler(LONGEST)}`.slice(0, LONGEST);
    expect(diff.endsWith('\n')).toBe(false);
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

/** A piece's text with what its first removal stands for put back. */
function putBack(piece: DiffPiece | undefined): string | undefined {
  const key = piece?.read(NOTHING_RESTORED).removals[0]?.key;
  return piece?.read(new Set([key ?? 'none'])).text;
}

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

  test('whatever it is', () => {
    const mention = hunk(1, 'see @src/a.ts', 'x'.repeat(5_900));
    const invisible = hunk(500, 'a\u200Bb', 'x'.repeat(5_950));
    const all = read(mention + invisible + hunk(900, KEY));
    expect(all.map(({ removals }) => removals.map(({ kind }) => kind))).toEqual([
      ['mention'],
      ['hidden'],
      ['secret'],
    ]);
  });

  test('as often as it is there', () => {
    const invisible = (at: number) => hunk(at, 'a\u200Bb', 'x'.repeat(5_950));
    const more = hunk(900, 'see @src/a.ts', KEY, 'x'.repeat(5_900)) + hunk(950, 'x'.repeat(900));
    const all = read(invisible(1) + invisible(500) + more);
    expect(all.map(({ removals }) => removals.map(({ kind }) => kind))).toEqual([
      ['hidden'],
      ['hidden'],
      ['mention', 'secret'],
      [],
    ]);
  });

  test('where another piece says that it is secret', () => {
    const harmless = hunk(900, 'a', 'x'.repeat(5_950)) + hunk(950, 'b');
    const all = read(hunk(1, ...SECRET, ...COMMENTS, `  name: ${DATA}`) + harmless);
    expect(all.map(({ text }) => text.includes('[MASKED'))).toEqual([false, true, false]);
    expect(all.map(({ removals }) => removals.length)).toEqual([0, 1, 0]);
  });

  test('and with each that holds lines of it', () => {
    const [begin = '', end = ''] = ['BEGIN', 'END'].map((word) => `-----${word} PRIVATE KEY-----`);
    const keyOf = (line: string) => [begin, ...Array<string>(60).fill(line.repeat(4)), end];
    const keys = ['Wq8rT2yU5iO9pL3k', 'Zx1cV4bN7mQ0wE3r'].flatMap(keyOf);
    const all = pieces(hunk(1, ...keys));
    const told = all.map((piece) => piece.read(NOTHING_RESTORED).removals.map(({ key }) => key));
    const [first, second] = told[0] ?? [];
    expect(told).toEqual([[first, second], [second]]);
    expect(putBack(all[1])).toContain(end);
  });

  test('whatever secrets stand behind it', () => {
    const comments = COMMENTS.flatMap((line) => [line, line]);
    const entries = [...comments, `  name: ${DATA}`, ...comments, `  name: ${OTHER_DATA}`];
    const all = pieces(hunk(1, ...SECRET, ...entries, ...comments) + hunk(3_000, KEY));
    for (const value of [DATA, OTHER_DATA, KEY]) {
      const piece = all.find(({ text }) => text.includes(value));
      expect(putBack(piece)).toContain(value);
    }
  });

  test('and not with one that holds another secret of its kind', () => {
    const apart = hunk(1, ...SECRET, ...COMMENTS, `  name: ${DATA}`);
    const whole = hunk(900, '---', ...SECRET, `  name: ${OTHER_DATA}`, 'x'.repeat(5_900));
    const piece = pieces(apart + whole + hunk(950, KEY))[2];
    expect(putBack(piece)).toContain(OTHER_DATA);
  });

  test('whatever the text says of masks', () => {
    const [first, second] = pieces(
      hunk(1, '[MASKED gitlab-token]', 'x'.repeat(5_950)) + hunk(9, KEY),
    );
    expect(first?.read(NOTHING_RESTORED).removals).toEqual([]);
    expect(putBack(second)).toContain(KEY);
  });

  test('and not where it is shown in none', () => {
    const lines = ['+some words\n'.repeat(600), `+${OTHER_KEY}\n`].join('');
    const [first, second] = pieces(`@@ -1,0 +1,601 @@ token = "${KEY}"\n${lines}`);
    expect(first?.read(NOTHING_RESTORED).removals).toEqual([]);
    expect(putBack(second)).toContain(OTHER_KEY);
  });

  test('in the head of a hunk, too', () => {
    const all = read(`${hunk(1, 'x'.repeat(5_950))}@@ -9 +9 @@ token = "${KEY}"\n+a\n`);
    expect(all[1]?.text).toMatch(/^@@ -9 \+9 @@ .*\[MASKED/);
    expect(all.map(({ removals }) => removals.length)).toEqual([0, 1]);
  });
});

describe('what is put back', () => {
  test('stands again, and the other stays masked', () => {
    const [piece] = pieces(hunk(1, KEY, OTHER_KEY));
    expect(putBack(piece)).toContain(KEY);
    expect(putBack(piece)).not.toContain(OTHER_KEY);
    expect(piece?.read(NOTHING_RESTORED).text).not.toContain(KEY);
  });

  test('is still told with its piece, so that it can be taken out again', () => {
    const over = hunk(1, KEY, ...SECRET, ...COMMENTS, `  name: ${DATA}`);
    const [first, second, ...others] = pieces(over + hunk(900, 'a', 'x'.repeat(5_950)));
    expect(others).toHaveLength(1);
    for (const piece of [first, second]) {
      const [told] = piece?.read(NOTHING_RESTORED).removals ?? [];
      const again = piece?.read(new Set([told?.key ?? 'none']));
      expect(again?.removals).toEqual([{ ...told, restored: true }]);
    }
  });
});

test('a file is cleaned once for all its pieces', () => {
  const [piece, other] = pieces(hunk(1, KEY) + hunk(9, 'x'.repeat(6_000)));
  const [before] = piece?.read(NOTHING_RESTORED).removals ?? [];
  other?.read(NOTHING_RESTORED);
  expect(before).toBeDefined();
  expect(piece?.read(NOTHING_RESTORED).removals[0]).toBe(before);
});
