import { shorten, type Cleaned } from './Cleaned.ts';
import type { Removal } from './Context.ts';
import { codeRanges } from './codeRanges.ts';
import type { Range } from './Range.ts';

/** What can begin something that a page does not show. Link definitions without use serve as comments too. */
const OPENING =
  /<!--|<(?<tag>[a-z][a-z0-9-]{0,30})(?<attributes>(?:[\s/](?:"[^"]{0,1000}"|'[^']{0,1000}'|[^'"<>]){0,1000})?)>|^ {0,3}\[[^\]\n]+\]:[ \t]*(?:#|<>)[ \t]*(?:\([^\n]*\)|"[^\n]*"|'[^\n]*')[ \t]*$/gim;
const HIDDEN_ATTRIBUTE = /(?:^|[\s/"'])hidden(?=[\s=/]|$)/i;
/** Also the classes and the block of instructions to machines that GitLab's own pages hide (19.3). */
const HIDING_VALUE =
  /style\s*=[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden)|data-testid\s*=\s*["']?ai-context|class\s*=[^>]*\b(?:gl-hidden|hidden|d-none)\b/i;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** End of a comment: `-->`, or the end of the text where it is never closed. */
function commentEnd(text: string, start: number): number {
  const end = text.indexOf('-->', start + 2);
  return end === -1 ? text.length : end + 3;
}

function hides(attributes: string): boolean {
  const names = attributes.replace(/"[^"]*"|'[^']*'/g, '""');
  return HIDDEN_ATTRIBUTE.test(names) || HIDING_VALUE.test(attributes);
}

/** End of an element, its namesakes within counted; the end of the text where it is never closed. */
function elementEnd(text: string, tag: string, from: number): number {
  const marks = new RegExp(`<(/?)${tag}(?=[\\s/>])[^>]*>`, 'gi');
  marks.lastIndex = from;
  let depth = 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[1] === '/' ? -1 : 1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** Where the hidden thing that `opening` begins ends, or null when it hides nothing. */
function hiddenEnd(text: string, opening: RegExpExecArray): number | null {
  const after = opening.index + opening[0].length;
  if (opening[0] === '<!--') return commentEnd(text, opening.index);
  const tag = opening.groups?.['tag'];
  if (tag === undefined) return after;
  if (!hides(opening.groups?.['attributes'] ?? '')) return null;
  return VOID.test(tag) ? after : elementEnd(text, tag, after);
}

function hiddenRanges(text: string): Range[] {
  const code = codeRanges(text);
  const found: Range[] = [];
  const openings = new RegExp(OPENING);
  for (let opening = openings.exec(text); opening !== null; opening = openings.exec(text)) {
    const start = opening.index;
    const around = code.find((range) => range.start <= start && start < range.end);
    const end = around ? null : hiddenEnd(text, opening);
    if (end !== null) found.push({ start, end });
    openings.lastIndex = around?.end ?? end ?? start + 1;
  }
  return found;
}

/** How often something hidden may come to light by taking out what stood in it; beyond that nobody means well. */
const ROUNDS = 5;

/** Takes out what a page would not show of Markdown: HTML comments, also unclosed, hidden elements, link definitions used as comments. Code stays as it is. */
export function removeHiddenMarkup(text: string): Cleaned {
  const removals: Removal[] = [];
  let rest = text;
  for (let round = 0; /[<[]/.test(rest); round += 1) {
    const ranges = hiddenRanges(rest);
    const [first] = ranges;
    if (first === undefined) break;
    const taken = round < ROUNDS ? ranges : [{ start: first.start, end: rest.length }];
    removals.push(...taken.map(({ start, end }) => hidden(rest.slice(start, end))));
    rest = without(rest, taken);
  }
  return { text: rest, removals };
}

function hidden(text: string): Removal {
  return { kind: 'hidden', text: shorten(text) };
}

function without(text: string, ranges: Range[]): string {
  const ends = [0, ...ranges.map(({ end }) => end)];
  return ends.map((end, index) => text.slice(end, ranges[index]?.start)).join('');
}
