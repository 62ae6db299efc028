import type { Edit } from './Edit.ts';
import { hides } from './hides.ts';
import { readTag, type Tag } from './htmlTag.ts';
import { rangeAt, type Range } from './Range.ts';
import { unseenAttributes } from './unseenAttributes.ts';

const OPENING = /<!--|<\?|<!\[CDATA\[|<!(?=[a-z])|<\/(?=[^a-z>])|<(?=[a-z])/gi;
const ENDS: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![cdata[', ']]>'],
  ['<!', '>'],
  ['</', '>'],
]);
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Reads HTML in Markdown for what a page does not show of it. What stands in `code` is shown; in `html`, blocks of HTML, more is taken for a comment. */
export function hiddenHtml(text: string, code: readonly Range[], html: readonly Range[]): Edit[] {
  return text.includes('<') ? new Reader(text, code, html).read() : [];
}

class Reader {
  readonly #text: string;
  readonly #code: readonly Range[];
  readonly #html: readonly Range[];
  /** From where on a mark is known not to come any more, so that none is looked for twice. */
  readonly #missing = new Map<string, number>();

  constructor(text: string, code: readonly Range[], html: readonly Range[]) {
    this.#text = text;
    this.#code = code;
    this.#html = html;
  }

  read(): Edit[] {
    const edits: Edit[] = [];
    const openings = new RegExp(OPENING);
    for (let found = openings.exec(this.#text); found; found = openings.exec(this.#text)) {
      const start = found.index;
      const around = rangeAt(this.#code, start);
      const added = around ? [] : this.#at(start, found[0].toLowerCase());
      edits.push(...added);
      openings.lastIndex = Math.max(around?.end ?? start + 1, added.at(-1)?.end ?? 0);
    }
    return edits;
  }

  #at(start: number, word: string): Edit[] {
    const close = ENDS.get(word);
    if (word === '</' && !rangeAt(this.#html, start)) return [];
    if (close !== undefined) {
      const end = this.#endOf(start, word, close);
      return end === null ? [] : [{ start, end, instead: '' }];
    }
    const tag = readTag(this.#text, start);
    if (!tag) return [];
    if (!hides(tag)) return unseenAttributes(tag, this.#text);
    const end = VOID.test(tag.name) ? tag.end : this.#elementEnd(tag);
    return [{ start, end, instead: '' }];
  }

  /** End of a comment or the like; where a comment is never closed, or another begins a line and is not, the end of the text. */
  #endOf(start: number, word: string, close: string): number | null {
    const end = this.#find(close, word === '<!--' ? start + 2 : start + word.length);
    if (end !== null) return end + close.length;
    const beginsLine = /(?:^|\n)[ >]*$/.test(this.#text.slice(Math.max(0, start - 20), start));
    return word === '<!--' || (beginsLine && word !== '</') ? this.#text.length : null;
  }

  #find(mark: string, from: number): number | null {
    const known = this.#missing.get(mark);
    if (known !== undefined && known <= from) return null;
    let at = this.#text.indexOf(mark, from);
    for (let code = rangeAt(this.#code, at); at !== -1 && code; code = rangeAt(this.#code, at)) {
      at = this.#text.indexOf(mark, code.end);
    }
    if (at === -1) this.#missing.set(mark, from);
    return at === -1 ? null : at;
  }

  /** End of an element, its namesakes within counted; the end of the text where it is never closed. A paragraph ends at a blank line too. */
  #elementEnd({ name, end }: Tag): number {
    const marks = new RegExp(
      `<(/?)${name}(?=[\\s/>])[^<>]*>${name === 'p' ? '|\\n[ \\t]*\\n' : ''}`,
      'gi',
    );
    marks.lastIndex = end;
    let depth = 1;
    for (let mark = marks.exec(this.#text); mark; mark = marks.exec(this.#text)) {
      const around = rangeAt(this.#code, mark.index);
      if (around) marks.lastIndex = around.end;
      else if (mark[1] === undefined) return mark.index;
      else if ((depth += mark[1] === '/' ? -1 : 1) === 0) return marks.lastIndex;
    }
    return this.#text.length;
  }
}
