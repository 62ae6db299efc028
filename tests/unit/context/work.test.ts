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

/** Least time for four times the text over that for the text: 4 where it grows in line, 16 where each part looks at every other. */
const MOST_GROWTH = 10;

test('each step grows in line with the text: what it takes for 1, 2 and 4 MB is told', () => {
  const line =
    'Some words of a **report** with `code`, see [docs](https://example.com/a) and @mia/x: password = "none".\n\n';
  const shownLine = '<p>Some words of a <strong>report</strong> with <code>code</code>.</p>\n';
  const texts = [1, 2, 4].map((size) => {
    const count = Math.ceil((size * 1024 ** 2) / line.length);
    const source = line.repeat(count);
    return { source, html: shownLine.repeat(count), nodes: parseHtml(''), shown: writeShown('') };
  });
  // Each hands on what the next one needs.
  const steps: [string, (text: (typeof texts)[number]) => unknown][] = [
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
    const times = texts.map((text) => work(() => step(text)));
    const growth = (): number => (times[2] ?? Infinity) / Math.max(times[0] ?? 0, SHORT);
    // Once more where the collector or a neighbour may have had its share: the least counts.
    for (let again = 0; again < 3 && growth() > MOST_GROWTH; again += 1)
      texts.forEach((text, at) => {
        times[at] = Math.min(
          times[at] ?? Infinity,
          work(() => step(text)),
        );
      });
    const shown = times.map((time) => time.toFixed(0)).join(', ');
    console.log(`growth: ${name}: ${shown} ms for 1, 2, 4 MB`);
    expect(growth(), name).toBeLessThan(MOST_GROWTH);
  }
  // Nothing of the longest was passed over.
  const { shown, source } = texts.at(-1) ?? { shown: null, source: '' };
  expect(shown?.text.match(/^Some/gm)).toHaveLength(source.match(/^Some/gm)?.length ?? 0);
}, 300_000);
