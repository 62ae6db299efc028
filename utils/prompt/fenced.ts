import { byteLength } from '../context/byteLength.ts';
import type { ContextPart, PartName } from '../context/Context.ts';

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

/** Bytes that one line about something left out may take. */
const CUT_LINE = 160;

function block(part: ContextPart, boundary: string, inside: string): string {
  const failure = part.failure && `This part could not be read (${part.failure.kind}).`;
  const left = [...(failure ? [failure] : []), ...part.cut.map((line) => `Left out: ${line}`)];
  const lines = [`<<<${boundary} ${part.name}: ${NAMES[part.name]}`, inside, ...left];
  return `${lines.filter((line) => line !== '').join('\n')}\n${boundary}>>>`;
}

/** One part between its two boundary lines; a text that holds the boundary loses it. */
export function fenced(part: ContextPart, boundary: string): string {
  const texts = part.items.map(({ text }) => text.trimEnd().replaceAll(boundary, ''));
  const nothing = part.failure || part.cut.length > 0 ? '' : '(nothing there)';
  return block(
    { ...part, cut: part.cut.map((line) => line.replaceAll(boundary, '')) },
    boundary,
    texts.join('\n\n') || nothing,
  );
}

/** Bytes that a part takes besides its items' texts, at most. */
export function headings(part: ContextPart, boundary: string): number {
  const cuts = part.items.length * CUT_LINE;
  return byteLength(block(part, boundary, '')) + Math.min(cuts, 4096) + part.items.length * 2 + 2;
}
