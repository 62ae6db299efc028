import { isVisibleJoiner, isRightToLeft, isSelector } from './isVisibleJoiner.ts';
import { rangeAt, type Range } from './Range.ts';
import { spelledByTags, tagFlags } from './tagFlags.ts';

/** Characters that show nothing or change the order of what is shown, by number: control characters, Unicode's ignorable ones, blank fillers. */
const NUMBERS =
  '1-8 E-1F 7F-84 86-9F AD 34F 61C 115F 1160 17B4 17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF';
const INVISIBLE = `[${NUMBERS.replace(/[0-9A-F]+/g, (code) => `\\u{${code}}`).replaceAll(' ', '')}]`;
const RUN = new RegExp(`${INVISIBLE}+`, 'gu');
const JAMO = /[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/;

/** Several invisible characters side by side, or one. */
export interface InvisibleRun extends Range {
  /** Code points. */
  codes: number[];
}

export function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

const LETTER = /\p{L}/gu;

/** Marks of direction do their work where the nearest letter of the line, on either side, is written from right to left, one at a time. */
function directs(text: string, start: number, end: number, code: number): boolean {
  if (code !== 0x200e && code !== 0x200f && code !== 0x61c) return false;
  const before = text.slice(Math.max(0, start - 100), start);
  const after = text.slice(end, end + 100).split('\n', 1)[0] ?? '';
  const nearest =
    before
      .slice(before.lastIndexOf('\n') + 1)
      .match(LETTER)
      ?.at(-1) ?? '';
  const [first = ''] = after.match(LETTER) ?? [];
  return isRightToLeft(nearest + first);
}

function last(text: string, end: number): string {
  const code = text.codePointAt(Math.max(0, end - 2)) ?? 0x20;
  return code > 0xffff ? String.fromCodePoint(code) : text.charAt(end - 1);
}

/** Invisible characters that stand for themselves alone, side by side ones together; emoji and scripts that need theirs keep them. */
export function invisibleRuns(text: string): InvisibleRun[] {
  const flags = tagFlags(text);
  const found: InvisibleRun[] = [];
  for (const { index, 0: run } of text.matchAll(RUN)) {
    let before = last(text, index);
    let at = index;
    const alone = run.length === 1;
    for (const char of run) {
      const end = at + char.length;
      const after = String.fromCodePoint(text.codePointAt(end) ?? 0x20);
      const code = char.codePointAt(0) ?? 0;
      const stays =
        rangeAt(flags, at) !== null ||
        isVisibleJoiner(char, before, after) ||
        (alone && (directs(text, at, end, code) || (JAMO.test(char) && JAMO.test(before + after))));
      const previous = found.at(-1);
      if (!stays && previous?.end === at) {
        previous.end = end;
        previous.codes.push(code);
      } else if (!stays) found.push({ start: at, end, codes: [code] });
      before = char;
      at = end;
    }
  }
  return found;
}

/** What variation selectors carry when each stands for a byte. */
function bytesOf(codes: number[]): string {
  const bytes = codes.map((code) => (code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00));
  const text = new TextDecoder().decode(Uint8Array.from(bytes));
  return /^[\P{C}\n]+$/u.test(text) ? text : `${bytes.length} bytes`;
}

/** Says what was hidden in a run: the text that it spells, or its characters by number. */
export function nameOfInvisible({ codes }: InvisibleRun): string {
  const spelled = spelledByTags(String.fromCodePoint(...codes.slice(0, 1000)));
  if (spelled !== '') return `tag characters: ${spelled}`;
  if (codes.length > 1 && codes.every(isSelector)) return `variation selectors: ${bytesOf(codes)}`;
  const names = [...new Set(codes.slice(0, 1000).map(codeName))];
  const shown = names.length > 4 ? [...names.slice(0, 4), '…'] : names;
  return shown.join(' ') + (codes.length > names.length ? ` × ${codes.length}` : '');
}
