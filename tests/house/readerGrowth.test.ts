import { expect, test } from 'vitest';
import { defuseFileMentions } from '../../utils/context/clean/fileMentions.ts';
import { hunksOf, numbered } from '../../utils/context/describe/hunks.ts';
import { logWindows } from '../../utils/context/gather/logWindows.ts';
import { openFence } from '../../utils/context/openFence.ts';
import { readableLog } from '../../utils/context/gather/readableLog.ts';
import { errorWords } from '../../utils/gitlab/network/errorWords.ts';
import { readMention } from '../../utils/mentions/readMention.ts';
import { parseStep } from '../../utils/outcome/jobLog.ts';
import { harmlessMarkdown } from '../../utils/outcome/markdown/harmlessMarkdown.ts';
import { parseMarkdown } from '../../utils/outcome/markdown/parseMarkdown.ts';
import { writeMarkdown } from '../../utils/outcome/markdown/writeMarkdown.ts';
import { colouredTail, logTail, printedByClaude } from '../../utils/outcome/readLog.ts';
import { callsClaude } from '../../utils/pipeline/rules/callsClaude.ts';
import { layoutOfJob } from '../../utils/pipeline/rules/layoutOfJob.ts';
import { parseCondition } from '../../utils/pipeline/expressions/parse.ts';
import { shellCommands } from '../../utils/pipeline/rules/shellCommands.ts';
import { splitCiFile } from '../../utils/pipeline/yaml/readCiFile.ts';
import { frontMatter } from '../../utils/prompt/frontMatter.ts';
import { literalsIn } from '../../utils/setup/literalsIn.ts';
import { leastTime, NOISE } from './growthOf.ts';

const ORIGIN = 'https://git.acme.test';

/** What reads texts by others without being a pattern alone: those have a test of their own, and cleaning has its in `tests/unit/context/work.test.ts`. */
const READERS: Record<string, Record<string, (text: string) => unknown>> = {
  scripts: {
    shellCommands,
    callsClaude,
    layoutOfJob: (text) => layoutOfJob({ script: [text, 'claude -p "$AI_FLOW_INPUT"'] }),
    literalsIn,
    partsOf: splitCiFile,
    parseCondition,
  },
  logs: {
    readableLog,
    logTail,
    printedByClaude,
    colouredTail: (text) => colouredTail(text, 20),
    logWindows: (text) => logWindows(text, 500),
    parseStep,
    wordsOf: errorWords,
  },
  answers: {
    harmlessMarkdown: (text) => harmlessMarkdown(text, ORIGIN),
    frontMatter,
    readMention,
    openFence,
    defuseFileMentions,
  },
  diffs: { hunksOf, numbered },
};

/** What each kind is made of: the first ones are beginnings, too. */
const PIECES: Record<string, readonly string[]> = {
  scripts: [
    'cat <<A\n',
    '<<A ',
    '"',
    "'",
    '\\',
    '$(',
    '`',
    '(',
    '; ',
    '|',
    '#',
    'a ',
    '\n',
    "A='",
    '&& $a',
    '/a/',
    '=~ ',
  ],
  logs: [
    'section_start:1:a[',
    'section_end:1:a',
    '\u001b]',
    '\u001b[',
    '\r',
    '\n',
    'error ',
    ' ',
    'a',
    '{"',
    '00:01 ',
  ],
  answers: [
    '[',
    '![a](',
    '[a][',
    '> ',
    '- ',
    '`',
    '*a _',
    '<a ',
    '|a',
    '\n|-|',
    '$',
    '~~~',
    '---\n',
    'a: ',
    '@claude ',
    '/',
    ':',
    '&',
    '\\',
    '\n',
    ' ',
    'http://a.',
  ],
  diffs: ['@@ -1 +1 @@\n', '+', '-', ' a\n', '\\ ', '\n', '@@'],
};

/** Where reading takes long at first and not for ever, as the commands that are looked at have an end, the whole way decides. */
const [SHORT, LONG] = [4_000, 64_000] as const;
/** Between what grows with the text, 1, and what grows with its square, 16. */
const MOST = 6;
/** A long text can be dearer by its memory alone: only what is dearer by this again in a text four times as long grows, 4 for a square. */
const MOST_AGAIN = 2;
/** Each piece is repeated alone and behind so many others. */
const BEFORE = 3;

/** How much longer a long text takes than as many short ones; 1 where it takes hardly more than looking once. */
function growthOver(read: (text: string) => unknown, before: string, piece: string): number {
  const [short, long] = [SHORT, LONG].map(
    (length) => before + piece.repeat(length / piece.length),
  ) as [string, string];
  const plain = leastTime(() => /[^\u0001]*\u0002/y.test(long), 3);
  if (leastTime(() => read(long), 1) < NOISE * plain) return 1;
  // As much text in short ones, with all that they give kept as of the long one: the collector has the same to do.
  const shortOnes = () => Array.from({ length: LONG / SHORT }, () => read(short));
  let [atOnce, inPieces] = [Infinity, Infinity];
  for (let round = 0; round < 2 || (round < 8 && atOnce / inPieces > MOST); round += 1) {
    atOnce = Math.min(
      atOnce,
      leastTime(() => read(long), 1),
    );
    inPieces = Math.min(inPieces, leastTime(shortOnes, 1));
  }
  const growth = atOnce / inPieces;
  return growth > MOST && growsOn(read, long) ? growth : 1;
}

/** Whether a text that is four times as long takes far more than four times as long. */
function growsOn(read: (text: string) => unknown, text: string): boolean {
  const longer = text.repeat(4);
  const fourTimes = () => Array.from({ length: 4 }, () => read(text));
  let least = Infinity;
  for (let round = 0; round < 4 && least > MOST_AGAIN; round += 1)
    least = Math.min(least, leastTime(() => read(longer), 1) / leastTime(fourTimes, 1));
  return least > MOST_AGAIN;
}

function slowOnes(
  name: string,
  read: (text: string) => unknown,
  pairs: readonly (readonly [before: string, piece: string])[],
): string[] {
  return pairs.flatMap(([before, piece]) => {
    const growth = growthOver(read, before, piece);
    return growth > MOST
      ? `${name} × ${growth.toFixed(1)} by ${JSON.stringify([before, piece])}`
      : [];
  });
}

function written(text: string): string {
  return writeMarkdown(parseMarkdown(text), ORIGIN);
}

test('attack: no reader of scripts, logs, answers and diffs takes a time that grows with the square of the text', () => {
  let count = 0;
  const slow = Object.entries(READERS).flatMap(([kind, readers]) => {
    const pieces = PIECES[kind] ?? [];
    const pairs = pieces.flatMap((piece) =>
      ['', ...pieces.slice(0, BEFORE)].map((before) => [before, piece] as const),
    );
    return Object.entries(readers).flatMap(([name, read]) => {
      count += pairs.length;
      return slowOnes(name, read, pairs);
    });
  });
  console.log(`readers: ${count} texts tried`);
  expect(slow).toEqual([]);
});

test('attack: an answer is read and written anew in a time that grows with its length', () => {
  const pairs = [...(PIECES['answers'] ?? []), ':\n|-|'].map((piece) => ['', piece] as const);
  expect(slowOnes('writeMarkdown', written, pairs)).toEqual([]);
});

/** Goes over the text once more for each line. */
function square(text: string): number {
  let blanks = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
    for (let at = 0; at < end; at += 1) if (text.charCodeAt(at) === 32) blanks += 1;
  return blanks;
}

test('a reader that takes the square of the time is found', () => {
  expect(growthOver(square, '', `${'a line '.repeat(90)}\n`)).toBeGreaterThan(MOST);
});
