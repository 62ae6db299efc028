import { expect, test } from 'vitest';
import { defuseFileMentions } from '../../utils/context/fileMentions.ts';
import { hunksOf, numbered } from '../../utils/context/hunks.ts';
import { logWindows } from '../../utils/context/logWindows.ts';
import { openFence } from '../../utils/context/openFence.ts';
import { readableLog } from '../../utils/context/readableLog.ts';
import { wordsOf } from '../../utils/gitlab/wordsOf.ts';
import { readMention } from '../../utils/mentions/readMention.ts';
import { parseStep } from '../../utils/outcome/jobLog.ts';
import { harmlessMarkdown } from '../../utils/outcome/markdown/harmlessMarkdown.ts';
import { parseMarkdown } from '../../utils/outcome/markdown/parseMarkdown.ts';
import { writeMarkdown } from '../../utils/outcome/markdown/writeMarkdown.ts';
import { colouredTail, logTail, printedByClaude } from '../../utils/outcome/readLog.ts';
import { callsClaude } from '../../utils/pipeline/rules/callsClaude.ts';
import { layoutOfJob } from '../../utils/pipeline/rules/layoutOfJob.ts';
import { parseCondition } from '../../utils/pipeline/rules/parse.ts';
import { shellCommands } from '../../utils/pipeline/rules/shellCommands.ts';
import { partsOf } from '../../utils/pipeline/yaml/readCiFile.ts';
import { frontMatter } from '../../utils/prompt/frontMatter.ts';
import { literalsIn } from '../../utils/setup/literalsIn.ts';
import { growthOf } from './growthOf.ts';

const ORIGIN = 'https://git.acme.test';

/** What reads texts by others without being a pattern alone: those have a test of their own, and cleaning has its in `tests/unit/context/work.test.ts`. */
const READERS: Record<string, Record<string, (text: string) => unknown>> = {
  scripts: {
    shellCommands,
    callsClaude,
    layoutOfJob: (text) => layoutOfJob({ script: [text, 'claude -p "$AI_FLOW_INPUT"'] }),
    literalsIn,
    partsOf,
    parseCondition,
  },
  logs: {
    readableLog,
    logTail,
    printedByClaude,
    colouredTail: (text) => colouredTail(text, 20),
    logWindows: (text) => logWindows(text, 500),
    parseStep,
    wordsOf,
  },
  answers: {
    posted: (text) => writeMarkdown(parseMarkdown(text), ORIGIN),
    harmlessMarkdown: (text) => harmlessMarkdown(text, ORIGIN),
    frontMatter,
    readMention,
    openFence,
    defuseFileMentions,
  },
  diffs: { hunksOf, numbered },
};

/** What each kind is made of: each is repeated alone, and behind each of the others. */
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

test(
  'attack: no reader of scripts, logs, answers and diffs takes much more than twice as long for twice the text',
  { timeout: 300_000 },
  () => {
    const slow: string[] = [];
    let cases = 0;
    for (const [kind, readers] of Object.entries(READERS)) {
      const pieces = PIECES[kind] ?? [];
      const pairs = pieces.flatMap((piece) => ['', ...pieces].map((before) => ({ before, piece })));
      for (const [name, read] of Object.entries(readers)) {
        for (const { before, piece } of pairs) {
          cases += 1;
          const growth = growthOf(read, (length) => before + piece.repeat(length / piece.length));
          if (growth > 2.5)
            slow.push(`${name} × ${growth.toFixed(1)} by ${JSON.stringify([before, piece])}`);
        }
      }
    }
    console.log(`readers: ${cases} texts tried`);
    expect(slow).toEqual([]);
  },
);
