import type { Block } from './markdownBlocks.ts';
import type { Range } from './Range.ts';

/** What stands before a code span or keeps it from being one: escapes, HTML, addresses in angle brackets, runs of backticks. */
const MARK =
  /\\[!-/:-@[-`{-~]|`+|<!--|<\?|<!\[CDATA\[|<![a-z]|<[a-z][a-z0-9+.-]{1,31}:[^\s<>]*>|<\/?[a-z][a-z0-9-]*(?=[\s/>])/gi;
const ATTRIBUTES = /(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/iy;

const HTML_ENDS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![', ']]>'],
  ['<!', '>'],
];

/** Cells of a table are read one by one, and so are its rows. */
const DELIMITER_ROW = /^\|?:?-+:?(?:\|:?-+:?)*\|?$/;

function isDelimiterRow(line: string): boolean {
  if (!line.includes('-') || /[-:][ \t]+[-:]/.test(line)) return false;
  return DELIMITER_ROW.test(line.replace(/[ \t]+/g, ''));
}

/** Where a paragraph, heading or table has code spans. */
export function codeSpans(text: string, block: Block): Range[] {
  const first = block.lines.findIndex(
    (line, index) => index > 0 && isDelimiterRow(text.slice(line.start, line.end)),
  );
  if (first === -1) return spansIn(text, block);
  const [start] = block.lines;
  const head = block.lines[first - 1];
  const before =
    first > 1 && start && head ? spansIn(text, { start: start.start, end: head.start }) : [];
  return [...before, ...block.lines.slice(first - 1).flatMap((row) => cells(text, row))];
}

function cells(text: string, row: Range): Range[] {
  const found: Range[] = [];
  let start = row.start;
  for (let at = row.start; at <= row.end; at += 1) {
    if (at < row.end && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    found.push(...spansIn(text, { start, end: at }));
    start = at + 1;
  }
  return found;
}

function spansIn(text: string, { start, end }: Range): Range[] {
  const part = text.slice(start, end);
  if (!part.includes('`')) return [];
  const runs = new Map<number, number[]>();
  for (const { index, 0: run } of part.matchAll(/`+/g)) {
    const known = runs.get(run.length);
    if (known) known.push(index);
    else runs.set(run.length, [index]);
  }
  const found: Range[] = [];
  const seen = new Map<string, number>();
  const marks = new RegExp(MARK);
  for (let mark = marks.exec(part); mark; mark = marks.exec(part)) {
    const [word] = mark;
    const after = marks.lastIndex;
    if (word.startsWith('\\')) {
      // A backslash before a run of backticks takes only the first of them.
      continue;
    }
    if (word.startsWith('`')) {
      const close = nextRun(runs.get(word.length) ?? [], after);
      if (close === null) continue;
      found.push({ start: start + mark.index, end: start + close + word.length });
      marks.lastIndex = close + word.length;
    } else if (word.startsWith('<')) {
      marks.lastIndex = htmlEnd(part, mark.index, word, after, seen) ?? after;
    }
  }
  return found;
}

/** The first of `positions` from `from` on; those before it are dropped, since the reading never goes back. */
function nextRun(positions: number[], from: number): number | null {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return positions[low] ?? null;
}

/** End of the HTML or address that begins at `start`, or null where it is only text. An end once found missing is not looked for again. */
function htmlEnd(
  part: string,
  start: number,
  word: string,
  after: number,
  missing: Map<string, number>,
): number | null {
  if (word.endsWith('>')) return after;
  const open = HTML_ENDS.find(([begin]) => word.startsWith(begin));
  if (open) {
    const [begin, close] = open;
    if (missing.has(close)) return null;
    const end = part.indexOf(close, begin === '<!--' ? start + 2 : after);
    if (end === -1) missing.set(close, start);
    return end === -1 ? null : end + close.length;
  }
  ATTRIBUTES.lastIndex = after;
  return ATTRIBUTES.test(part) ? ATTRIBUTES.lastIndex : null;
}
