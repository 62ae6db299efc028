import { escapeText } from './escapeText.ts';
import { codeSpan, fenced } from './writeCode.ts';
import { writeLink } from './writeLink.ts';

/** Marks of quotes, white space, marks of list items, an opening fence, the language behind it. */
const FENCE =
  /^((?:[ \t]*>)*)([ \t]*)((?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S*)/;
/** What a line may begin with before its words. */
const START =
  /^[ \t]*(?:>[ \t]*|(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))*(?:#{1,6}(?:[ \t]+|$))?(?:\[[ xX]\][ \t]+)?/;
const RULE = /^[ \t]*(?:-[ \t]*){3,}$/;
const CODE = /(?<!`)(?<run>`{1,9})(?!`)(?<inner>.{1,400}?)(?<!`)\k<run>(?!`)/;
const LABEL = /!?\[(?<words>[^[\]\\`]{0,400})\]/;
const TARGET = /<?(?<target>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,400}\)[^\s()<>]{0,400})?)>?/;
const TITLE = String.raw`(?:[ \t]{1,9}"[^"]{0,400}")?[ \t]{0,9}\)`;
const ADDRESS = /<?(?<address>https?:\/\/[^\s<>`*\\[\]|"']{1,2000})>?/;
const ESCAPED = /\\(?<sign>[!-/:-@[-`{-~])/;
const LINK = new RegExp(`${LABEL.source}\\([ \\t]{0,9}${TARGET.source}${TITLE}`);
const PIECE = new RegExp(
  [CODE, LINK, ADDRESS, ESCAPED].map(({ source }) => source).join('|'),
  'gi',
);

interface Rules {
  origin: string;
  /** Whether any line can be the one below a table's head. */
  hasTable: boolean;
}

/** A line without up to `columns` of white space; a tab reaches to the next multiple of four. */
function outdented(line: string, columns: number): string {
  let column = 0;
  let at = 0;
  while (column < columns && (line[at] === ' ' || line[at] === '\t')) {
    column += line[at] === '\t' ? 4 - (column % 4) : 1;
    at += 1;
  }
  return ' '.repeat(Math.max(0, column - columns)) + line.slice(at);
}

/** Words of one line, with code, links and emphasis. */
function wordsAsMarkdown(text: string, rules: Rules): string {
  const written: string[] = [];
  let at = 0;
  for (const { index, 0: piece, groups = {} } of text.matchAll(PIECE)) {
    if (index > at) written.push(escapeText(text.slice(at, index), true));
    const next = pieceAsMarkdown(piece, groups, rules);
    const before = written.at(-1);
    // An exclamation mark before a link would make an image of it.
    if (before?.endsWith('!') && next.startsWith('['))
      written[written.length - 1] = `${before.slice(0, -1)}\\!`;
    if (next !== '') written.push(next);
    at = index + piece.length;
  }
  return written.join('') + escapeText(text.slice(at), true);
}

function pieceAsMarkdown(
  piece: string,
  { inner, words, target, address, sign }: Partial<Record<string, string>>,
  { origin, hasTable }: Rules,
): string {
  if (inner !== undefined) {
    const padded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
    const code = padded ? inner.slice(1, -1) : inner;
    // In a table a bar ends the cell, in code too.
    return hasTable && code.includes('|') ? escapeText(code) : codeSpan(code);
  }
  if (sign !== undefined) return /[*_~#>|.+-]/.test(sign) ? piece : escapeText(sign);
  if (address !== undefined) {
    const href = address.replace(/[.,:;!?)]{1,20}$/, '');
    return writeLink(href, href, '', origin) + escapeText(address.slice(href.length), true);
  }
  const plain = (words ?? '').trim();
  return writeLink(target ?? '', plain, escapeText(plain, true), origin);
}

/** A line outside code. */
function lineAsMarkdown(line: string, rules: Rules): string {
  if (RULE.test(line)) return line;
  const start = START.exec(line)?.[0] ?? '';
  const isHard = /(?<!\\)\\$/.test(line);
  const words = wordsAsMarkdown(line.slice(start.length, isHard ? -1 : undefined), rules);
  const plain = words.replace(/^(?:\/|::|~{3})/, '\\$&') + (isHard ? '\\' : '');
  // Several side by side would begin a quote that a line within code could end.
  return start.replace(/>(?=>)/g, '> ') + plain;
}

/**
 * Makes Markdown of a model harmless, line by line, by the rules of `writeMarkdown`: small enough for the job, whose program is read
 * by people. Whatever GitLab takes a line for, its words are escaped; code stands behind a blank line, each of its lines indented
 * as its fence is, so that it is code in any list or quote.
 * @param origin of this GitLab
 */
export function harmlessMarkdown(text: string, origin: string): string {
  const lines = text.replaceAll('\0', '').replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const hasTable = lines.some((line) => /^[-+*>|:.)\d \t]+$/.test(line) && /[|:]/.test(line));
  const rules = { origin, hasTable };
  const written: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line);
    if (!fence) {
      written.push(lineAsMarkdown(line, rules));
      continue;
    }
    const [, quotes = '', gap = '', items = '', marks = '', language = ''] = fence;
    // The blank behind a quote's mark belongs to it.
    const blanks = quotes === '' ? gap : gap.slice(1);
    const quote = '> '.repeat(quotes.replace(/[^>]/g, '').length);
    const indent = blanks.replaceAll('\t', '    ').length + items.length;
    const inQuote = new RegExp(`^(?:[ \\t]{0,3}>[ \\t]?){${quote.length / 2}}`);
    const code: string[] = [];
    for (at += 1; at < lines.length; at += 1) {
      const marked = inQuote.exec(lines[at] ?? '')?.[0];
      const inner = (lines[at] ?? '').slice(marked?.length);
      const end = inner.trim();
      if (marked === undefined) at -= 1;
      if (
        marked === undefined ||
        (end.length >= marks.length && end === marks.charAt(0).repeat(end.length))
      )
        break;
      code.push(outdented(inner, indent));
    }
    if (items !== '') written.push(`${quote}${blanks}${items}`.trimEnd());
    if ((written.at(-1) ?? '').trim() !== '') written.push(quote.trimEnd());
    const margin = quote + ' '.repeat(indent);
    for (const one of fenced(language, code.join('\n')).split('\n'))
      written.push(one === '' ? quote.trimEnd() : margin + one);
  }
  // At the top these would begin front matter.
  return written.join('\n').replace(/^(?:\s*)(?=---|\+\+\+|;;;)/, '\\');
}
