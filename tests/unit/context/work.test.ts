import { expect, test } from 'vitest';
import { clean, cleanCode, cleanPlain } from '../../../utils/context/clean.ts';

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
  '<b>',
  '<ul><li>',
  '<blockquote>',
  '<b></i>',
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
  const measured = HOSTILE.flatMap((piece) =>
    [clean, cleanCode].map((cleaning) => {
      const once = piece.repeat(LENGTH / piece.length);
      const time = milliseconds(cleaning, once);
      const twice = milliseconds(cleaning, once + once);
      return { piece, cleaning: cleaning.name, time, ratio: twice / time };
    }),
  );
  expect(measured).toHaveLength(2 * HOSTILE.length);
  const slowest = measured
    .toSorted((one, other) => other.time * other.ratio - one.time * one.ratio)
    .slice(0, 5);
  for (const { piece, cleaning, time, ratio } of slowest) {
    console.log(
      `${cleaning} of ${JSON.stringify(piece)}: ${time.toFixed(0)} ms, twice as much × ${ratio.toFixed(1)}`,
    );
  }
});

test('hostile openings hide nothing from the reader', () => {
  for (const piece of ['<a ', '<a "', '`', '*_']) {
    expect(clean(piece.repeat(8000)).text).toBe(piece.repeat(8000));
  }
});

test('what is written of GitLab’s HTML, judged here, masked and found as a mention grows with the text', () => {
  const line =
    'Some words of a **report** with `code`, see [docs](https://example.com/a) and @mia/x: password = "none".\n\n';
  const megabytes = (size: number): string =>
    line.repeat(Math.ceil((size * 1024 ** 2) / line.length));
  const html = (source: string): string =>
    source.replaceAll(
      line,
      '<p>Some words of a <strong>report</strong> with <code>code</code>.</p>\n',
    );
  const steps: [string, (source: string) => unknown, number[]][] = [
    // No text of more than 0.3 MB comes here.
    [
      'written from GitLab’s HTML',
      (source) => clean(source, { html: html(source) }),
      [0.2, 0.4, 0.8],
    ],
    ['judged here', (source) => clean(source), [0.1, 0.2, 0.4]],
    ['plain', (source) => cleanPlain(source), [1, 2, 4]],
    ['code', (source) => cleanCode(source), [1, 2, 4]],
  ];
  for (const [name, step, sizes] of steps) {
    const times = sizes.map((size) => milliseconds(step, megabytes(size)));
    expect(times).toHaveLength(3);
    const shown = times.map((time) => time.toFixed(0)).join(', ');
    console.log(`growth: ${name}: ${shown} ms for ${sizes.join(', ')} MB`);
  }
});
