import type { Edit } from './Edit.ts';
import { isInvisible } from './invisible.ts';
import { rangeAt, type Range } from './Range.ts';

const LINK_TITLE =
  /\]\([ \t\n]*(?:<[^<>\n]*>|[^\s()<>](?:[^\s()<>]|\([^\s()]*\))*)(\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))\s*\)/gs;
/** A link without words: only its address is there, and nobody sees it. */
const EMPTY_LINK = /(?<![!\\])\[\s*\]\((?=[^()\s])[^()\s]*\)/g;
const DATA_URI =
  /\bdata:([a-z]{1,20}\/[\w.+-]{1,60})?(?:;[\w.=-]{1,60}){0,4},(?=[\w%+/=-]{32})[\w%+/=-]+/gi;
const ENTITY =
  /&(?:#(?:x([\da-f]{1,6})|(\d{1,7}))|ZeroWidthSpace|NoBreak|Invisible(?:Times|Comma)|ApplyFunction|i[tc]|af);/gi;
const JOINERS = new Set([0x200c, 0x200d, 0xad, 0x200e, 0x200f, 0xfe0e, 0xfe0f]);

function titles(text: string): Edit[] {
  return [...text.matchAll(LINK_TITLE)].map(({ index, 0: all, 1: title = '' }) => {
    const start = index + all.lastIndexOf(title);
    return { start, end: start + title.length, instead: '' };
  });
}

function dataUris(text: string): Edit[] {
  return [...text.matchAll(DATA_URI)].map(({ index, 0: uri, 1: type }) => ({
    start: index,
    end: index + uri.length,
    instead: `data:${type ?? ''},`,
    name: `data:${type ?? 'text'}, ${(uri.length / 1024).toFixed(1)} KB`,
  }));
}

/** Numbers of characters that show nothing; those that scripts need, which carry hardly anything, may be written so. */
function entities(text: string): Edit[] {
  const found: Edit[] = [];
  for (const { index, 0: entity, 1: hex, 2: decimal } of text.matchAll(ENTITY)) {
    const code = hex === undefined ? Number(decimal ?? 0x200b) : Number.parseInt(hex, 16);
    if (code > 0x10ffff || JOINERS.has(code) || !isInvisible(String.fromCodePoint(code))) continue;
    const last = found.at(-1);
    if (last?.end === index) last.end += entity.length;
    else found.push({ start: index, end: index + entity.length, instead: '' });
  }
  return found;
}

/** What Markdown holds beside its blocks and its HTML that a reader never sees: titles of links, links without words, files written as text, characters by number. */
export function hiddenInText(text: string, code: readonly Range[]): Edit[] {
  const empty = [...text.matchAll(EMPTY_LINK)].map(({ index, 0: link }) => ({
    start: index,
    end: index + link.length,
    instead: '',
  }));
  return [...titles(text), ...empty, ...dataUris(text), ...entities(text)].filter(
    ({ start }) => rangeAt(code, start) === null,
  );
}
