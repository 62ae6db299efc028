import type { Edit } from './Edit.ts';
import type { Block } from './markdownBlocks.ts';
import { rangeAt, type Range } from './Range.ts';

const DEFINITION =
  /[ \t]*\[((?:[^[\]\\]|\\.){1,999})\]:[ \t]*(?:\n[ \t]*)?(?:<[^<>\n]*>|[^\s<]\S*)(?:((?:[ \t]+(?:\n[ \t]*)?|\n[ \t]*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))[ \t]*(?=\n|$)|[ \t]*(?=\n|$))/sy;
const LABEL = /(?<!\\)\[((?:[^[\]\\]|\\.){1,999})\]/gs;
const FOOTNOTE = /[ \t]*\[(\^[^\]\s]+)\]:/y;

interface Definition extends Range {
  label: string;
  title: Range | null;
}

function normal(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The lines of a block as one text, and where each of its places stands in the source. */
function joined(text: string, { lines }: Block): { inner: string; source: (at: number) => number } {
  const inner = lines.map(({ start, end }) => text.slice(start, end)).join('\n');
  let index = 0;
  let before = 0;
  // Asked for rising places only, so that a paragraph of many definitions is walked once.
  const source = (at: number): number => {
    for (let line = lines[index]; line; line = lines[index]) {
      const length = line.end - line.start;
      if (at <= before + length) return line.start + at - before;
      before += length + 1;
      index += 1;
    }
    return lines.at(-1)?.end ?? 0;
  };
  return { inner, source };
}

function definitionsOf(text: string, block: Block): Definition[] {
  const found: Definition[] = [];
  const { inner, source } = joined(text, block);
  FOOTNOTE.lastIndex = 0;
  const footnote = FOOTNOTE.exec(inner)?.[1];
  if (footnote !== undefined) {
    return [{ start: block.start, end: block.end, label: normal(footnote), title: null }];
  }
  for (let at = 0; at < inner.length;) {
    DEFINITION.lastIndex = at;
    const match = DEFINITION.exec(inner);
    if (!match) break;
    const end = DEFINITION.lastIndex;
    const titleStart =
      end - (match[2] === undefined ? 0 : match[0].length - match[0].lastIndexOf(match[2]));
    const label = normal(match[1] ?? '');
    if (label === '') break;
    const start = source(at);
    const titleFrom = source(titleStart);
    const title = match[2] === undefined ? null : { start: titleFrom, end: source(end) };
    found.push({ start, end: source(end), label, title });
    at = end + 1;
  }
  return found;
}

/** Link definitions and footnotes that nothing on the page uses, and titles of those that are used. */
export function hiddenDefinitions(
  text: string,
  blocks: readonly Block[],
  code: readonly Range[],
): Edit[] {
  const definitions = blocks
    .filter((block) => block.kind === 'text' && text.startsWith('[', firstSign(text, block)))
    .flatMap((block) => definitionsOf(text, block));
  if (definitions.length === 0) return [];
  const used = new Set<string>();
  for (const { index, 1: label } of text.matchAll(LABEL)) {
    if (rangeAt(definitions, index) && !isInFootnote(text, definitions, index)) continue;
    if (!rangeAt(code, index)) used.add(normal(label ?? ''));
  }
  const live = new Set<string>();
  return definitions.flatMap(({ start, end, label, title }): Edit[] => {
    if (!used.has(label) || live.has(label)) return [{ start, end, instead: '' }];
    live.add(label);
    return title ? [{ ...title, instead: '' }] : [];
  });
}

function firstSign(text: string, { start }: Block): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

/** A footnote's words may use definitions, its own label at its beginning aside. */
function isInFootnote(text: string, definitions: readonly Definition[], at: number): boolean {
  const around = rangeAt(definitions, at);
  return around?.label.startsWith('^') === true && text.indexOf('[', around.start) !== at;
}
