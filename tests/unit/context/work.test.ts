import { expect, test } from 'vitest';
import { clean, cleanCode, cleanPlain } from '../../../utils/context/clean/clean.ts';
import { defuseFileMentions } from '../../../utils/context/clean/fileMentions.ts';
import { maskSecrets } from '../../../utils/context/clean/secrets.ts';
import { parseHtml } from '../../../utils/context/markdown/parseHtml.ts';
import { removedWords } from '../../../utils/context/markdown/removedWords.ts';
import { removeInvisible } from '../../../utils/context/markdown/removeInvisible.ts';
import { renderLocally } from '../../../utils/context/markdown/renderLocally.ts';
import { writeNodes, writeShown } from '../../../utils/context/markdown/writeShown.ts';

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
const LENGTH = 10_000;
/** Milliseconds that say nothing yet of how a step grows. */
const SHORT = 20;

/** Milliseconds of the processor, which others' work on this machine does not count into. */
function work(step: () => unknown): number {
  const before = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('each hostile text comes to an end, what is left of it is clean, and what twice as much takes is told', () => {
  const measured = HOSTILE.flatMap((piece) =>
    [clean, cleanCode].map((cleaning) => {
      const once = piece.repeat(LENGTH / piece.length);
      const time = work(() => cleaning(once));
      const twice = work(() => cleaning(once + once));
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

/** How many pieces the longest text is read in, for comparison. */
const PIECES = 16;
/** Least time for the whole text over that for its pieces: 1 where it grows in line, 16 where each part looks at every other. */
const MOST_GROWTH = 4;

test('each step grows in line with the text: what 4 MB take in one piece and in sixteen is told', () => {
  const line =
    'Some words of a **report** with `code`, see [docs](https://example.com/a) and @mia/x: password = "none".\n\n';
  const shownLine = '<p>Some words of a <strong>report</strong> with <code>code</code>.</p>\n';
  const textOf = (lines: number) => ({
    source: line.repeat(lines),
    html: shownLine.repeat(lines),
    nodes: parseHtml(''),
    shown: writeShown(''),
  });
  const linesOfPiece = Math.ceil((4 * 1024 ** 2) / line.length / PIECES);
  const whole = textOf(PIECES * linesOfPiece);
  // All that they leave behind is kept, as of the whole: the collector has the same to do.
  const pieces = Array.from({ length: PIECES }, () => textOf(linesOfPiece));
  // Each hands on what the next one needs.
  const steps: [string, (text: typeof whole) => unknown][] = [
    ['GitLab’s HTML read', (text) => (text.nodes = parseHtml(text.html))],
    ['written from it', (text) => (text.shown = writeNodes(text.nodes))],
    ['compared with the source', ({ source, shown }) => removedWords(source, shown)],
    ['judged without it', ({ source }) => renderLocally(source)],
    ['invisible characters', ({ source }) => removeInvisible(source)],
    ['secrets', ({ source }) => maskSecrets(source)],
    ['mentions of files', ({ source }) => defuseFileMentions(source)],
    ['all of a plain text', ({ source }) => cleanPlain(source)],
    ['all of code', ({ source }) => cleanCode(source)],
  ];
  for (const [name, step] of steps) {
    let [inOne, inPieces] = [Infinity, Infinity];
    const growth = (): number => inOne / Math.max(inPieces, SHORT);
    // Once more where the collector or a neighbour may have had its share: the least counts.
    for (let round = 0; round < 4 && !(growth() < MOST_GROWTH); round += 1) {
      inPieces = Math.min(
        inPieces,
        work(() => pieces.forEach((piece) => void step(piece))),
      );
      inOne = Math.min(
        inOne,
        work(() => step(whole)),
      );
    }
    console.log(
      `growth: ${name}: ${inOne.toFixed(0)} ms in one piece, ${inPieces.toFixed(0)} in 16`,
    );
    expect(growth(), name).toBeLessThan(MOST_GROWTH);
  }
  // Nothing of the longest was passed over.
  const { shown, source } = whole;
  expect(shown.text.match(/^Some/gm)).toHaveLength(source.match(/^Some/gm)?.length ?? 0);
});
