import { shorten, type Cleaned } from './Cleaned.ts';

/** Characters that show nothing or change the order of what is shown; joiners and selectors are judged by their neighbours. */
const INVISIBLE =
  /[\u{AD}\u{61C}\u{180E}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{206F}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}-\u{FFFB}\u{1D173}-\u{1D17A}]|\u{34F}|[\u{FE00}-\u{FE0F}]|[\u{E0000}-\u{E0FFF}]/u;

/** England, Scotland, Wales: the only flags that Unicode recommends to write with tag characters. */
const TAG_FLAG =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;

const EMOJI_END = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}]$/u;
const EMOJI_START = /^\p{Extended_Pictographic}/u;
/** Scripts whose letters join, so that a joiner changes what is read. */
const JOINING =
  /[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Nko}\p{sc=Mongolian}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]$/u;
const SELECTABLE = /[\p{Emoji}\p{sc=Han}\p{sc=Mongolian}\p{sc=Myanmar}\p{S}\p{P}]$/u;

/** Whether an invisible character is part of what its neighbours show. */
function belongs(char: string, before: string, after: string): boolean {
  if (char === '\u200D' && EMOJI_END.test(before) && EMOJI_START.test(after)) return true;
  if (char === '\u200C' || char === '\u200D') return JOINING.test(before);
  if (/[\u{FE00}-\u{FE0F}]/u.test(char)) return SELECTABLE.test(before);
  return /[\u{E0100}-\u{E01EF}]/u.test(char) && /\p{sc=Han}$/u.test(before);
}

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The ASCII text that a run of Unicode tag characters spells. */
function spelledByTags(run: string[]): string {
  return run
    .map((char) => (char.codePointAt(0) ?? 0) - 0xe0000)
    .map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ''))
    .join('');
}

/** Passes over everything visible, hands each invisible character that stands for itself alone to `replace`. */
function walk(text: string, replace: (char: string) => string): string {
  if (!INVISIBLE.test(text)) return text;
  const kept = new Map<number, number>();
  for (const flag of text.matchAll(TAG_FLAG)) kept.set(flag.index, flag.index + flag[0].length);
  let result = '';
  let before = '';
  let keptUntil = 0;
  let at = 0;
  for (const char of text) {
    keptUntil = Math.max(keptUntil, kept.get(at) ?? 0);
    const next = at + char.length;
    const after = String.fromCodePoint(text.codePointAt(next) ?? 0x20);
    const stays = at < keptUntil || !INVISIBLE.test(char) || belongs(char, before, after);
    result += stays ? char : replace(char);
    before = char;
    at = next;
  }
  return result;
}

/** Takes out zero-width, bidirectional and tag characters; emoji sequences and joiners of scripts that need them stay. */
export function removeInvisible(text: string): Cleaned {
  const counts = new Map<string, number>();
  const tags: string[] = [];
  const cleaned = walk(text, (char) => {
    if (/[\u{E0000}-\u{E007F}]/u.test(char)) tags.push(char);
    else counts.set(codeName(char), (counts.get(codeName(char)) ?? 0) + 1);
    return '';
  });
  const named = [...counts].map(([name, count]) => (count === 1 ? name : `${name} × ${count}`));
  if (tags.length > 0) named.push(shorten(`tag characters: ${spelledByTags(tags)}`));
  return { text: cleaned, removals: named.map((name) => ({ kind: 'hidden', text: name })) };
}

/** Shows invisible characters by their numbers, for code: who reviews a change must see that they are there. */
export function revealInvisible(text: string): Cleaned {
  const names = new Set<string>();
  const cleaned = walk(text, (char) => {
    names.add(codeName(char));
    return `[${codeName(char)}]`;
  });
  return { text: cleaned, removals: [...names].map((name) => ({ kind: 'hidden', text: name })) };
}
