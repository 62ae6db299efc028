import { byteLength } from '../context/byteLength.ts';
import type { ContextPart, PartName } from '../context/Context.ts';
import { type Cut, cutText } from '../context/Cut.ts';
import { labelText } from '../context/Label.ts';
import { withBoundary } from '../context/describe/heads.ts';

const NAMES: Record<PartName, string> = {
  description: 'Title, state and description',
  comments: 'Comments',
  threads: 'Threads',
  diff: 'Changed files',
  commits: 'Commits',
  jobs: 'CI jobs',
  linked: 'Linked items',
  selection: 'What the user has selected on the page',
};

/** Bytes that a line about something left out takes besides its name, and all of them together at most. */
const CUT_LINE = 64;
const CUT_LINES = 4_096;
/** Bytes of the line that counts. */
const COUNTS = 128;

/** Whether there is nothing to show or to tell of a part. */
export function isEmptyPart({ items, cut, failure }: ContextPart): boolean {
  return items.length === 0 && cut.length === 0 && failure === undefined;
}

/** Names of parts that there is nothing of, for a sentence. */
export function namesOf(parts: readonly ContextPart[]): string {
  return parts.map(({ name }) => NAMES[name].toLowerCase()).join(', ');
}

/** How much there is, how much of it is shown, and what is not. */
function overview({ counts, items, cut, failure }: ContextPart): string[] {
  if (failure) return [`This part could not be read (${failure.kind}).`, ...cut.map(listed)];
  const shown = new Set(items.map(({ file }) => file?.path)).size;
  if (counts === undefined) return cut.length === 0 ? [] : ['Not all of it:', ...cut.map(listed)];
  if (cut.length === 0) return [counts];
  return [`${counts}; ${shown} shown. Not shown, or not whole:`, ...cut.map(listed)];
}

function listed(cut: Cut): string {
  return `- ${cutText(cut)}`;
}

function block(part: ContextPart, boundary: string, inside: string): string {
  const [first, ...more] = overview(part).map((line) => line.replaceAll(boundary, ''));
  const top = first === undefined ? [] : [[`=== ${boundary} ${first}`, ...more].join('\n')];
  const texts = [...top, inside].filter((text) => text !== '').join('\n\n');
  return `<<<${boundary} ${part.name}: ${NAMES[part.name]}\n${texts}\n${boundary}>>>`;
}

/** One part between its two boundary lines; a text that holds the boundary loses it. */
export function fencedPart(part: ContextPart, boundary: string): string {
  const texts = part.items.map(({ text }) => withBoundary(text, boundary).trimEnd());
  return block(part, boundary, texts.join('\n\n'));
}

/** Bytes that a part takes besides its items' texts, at most. */
export function headings(part: ContextPart, boundary: string): number {
  const lines = part.items.reduce(
    (sum, { label }) => sum + byteLength(labelText(label)) + CUT_LINE,
    0,
  );
  return (
    byteLength(block(part, boundary, '')) +
    Math.min(lines, CUT_LINES) +
    part.items.length * 2 +
    COUNTS
  );
}
