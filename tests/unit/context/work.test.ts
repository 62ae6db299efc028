import { expect, test } from 'vitest';
import { clean, cleanCode } from '../../../utils/context/clean.ts';

/** Beginnings of things that never end, and ends that come too often: what makes careless reading go back again and again. */
const HOSTILE = [
  '[',
  '![a',
  '`a',
  '<a b ',
  '*a _',
  '> ',
  '- ',
  '[a]: b\n',
  '[a]: b "c\n',
  '[a](',
  '[a](b "',
  '](a (',
  '[a][',
  '&#x200B;',
  '<!-- ',
  '<!- ',
  '<div hidden>',
  '<div hidden><div ',
  '<a href="',
  "<a b='",
  'a <? ',
  'a <![CDATA[ ',
  '<!<!-- -->-- ',
  '<a style="/*',
  '[^1]: a\n\n',
  '```mermaid\n%% a\n',
  '\\',
  ' ',
  '\n',
  '\t',
  'glpat-',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\nabc-',
  'token',
  'token = "',
  'a://',
  'http://a:',
  'eyJaaaaaaaaaa.',
  '@a/',
  '。@',
  '\u200B',
  '\u200Ba',
  'א\u200E',
  '\u{E0041}',
  '🏴\u{E0067}',
  'data:a/b;',
  'data:a/b,',
  'password=',
  '1234567890:',
  'authorization: bearer ',
  'SG.aaaaaaaaaaaaaaaaaaaa',
];
const LENGTH = 20_000;

function milliseconds(cleaning: (text: string) => unknown, text: string): number {
  const start = performance.now();
  cleaning(text);
  return performance.now() - start;
}

test('each hostile text comes to an end, what is left of it is clean, and what twice as much takes is told', () => {
  const slowest = HOSTILE.flatMap((piece) =>
    [clean, cleanCode].map((cleaning) => {
      const once = piece.repeat(LENGTH / piece.length);
      const time = milliseconds(cleaning, once);
      const twice = milliseconds(cleaning, once + once);
      expect(cleaning(cleaning(once).text).removals).toEqual([]);
      return { piece, cleaning: cleaning.name, time, ratio: twice / time };
    }),
  )
    .toSorted((one, other) => other.time * other.ratio - one.time * one.ratio)
    .slice(0, 5);
  for (const { piece, cleaning, time, ratio } of slowest) {
    console.log(
      `${cleaning} of ${JSON.stringify(piece)}: ${time.toFixed(0)} ms, twice as much × ${ratio.toFixed(1)}`,
    );
  }
});

test('hostile openings hide nothing from the reader', () => {
  for (const piece of ['<a ', '<a "', '<div hidden', '[a]: # (', '`', '*_']) {
    expect(clean(piece.repeat(8000)).text).toBe(piece.repeat(8000));
  }
  expect(clean('<!-- '.repeat(8000)).text).toBe('');
  expect(clean('<!'.repeat(3000) + '<!-- -->-- x -->'.repeat(3000)).text).not.toContain('<!--');
});
