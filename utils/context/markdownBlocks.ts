import {
  fenceOf,
  htmlBlockOf,
  isHeading,
  isRule,
  isSetext,
  itemOf,
  type Fence,
} from './lineStarts.ts';
import { Line } from './Line.ts';
import type { Range } from './Range.ts';

/** A block without blocks in it. `text` is what is read for code spans: a paragraph, a heading, a table. */
export interface Block extends Range {
  kind: 'fence' | 'indented' | 'html' | 'text';
  /** What stands behind an opening fence. */
  info: string;
  /** Its lines, without the marks of the quotes and lists around it. */
  lines: Range[];
}

interface Container {
  /** Columns by which the lines of a list item are indented; null for a quote. */
  indent: number | null;
  /** A list item without anything yet ends at a blank line. */
  empty: boolean;
}

/** Deeper quotes and lists are read as text, which keeps the work linear. */
const DEEPEST = 16;

/**
 * Divides Markdown into its blocks, as CommonMark 0.31 has it, in one pass: what GitLab shows as code must be told from what it hides
 * for texts of megabytes, where a whole parser takes a minute.
 */
export function markdownBlocks(text: string): Block[] {
  const reader = new Reader();
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    reader.read(new Line(text, start, text[end - 1] === '\r' && end > start ? end - 1 : end));
    start = end + 1;
  }
  return reader.blocks;
}

class Reader {
  readonly blocks: Block[] = [];
  #containers: Container[] = [];
  #open: Block | null = null;
  #fence: Fence | null = null;
  #htmlEnd: RegExp | null = null;

  read(line: Line): void {
    const matched = this.#match(line);
    const whole = matched === this.#containers.length;
    if (whole && this.#continues(line)) return;
    const isParagraph = this.#open?.kind === 'text';
    if (!whole && !isParagraph) this.#close(matched);
    const before = line.at;
    this.#enter(line, matched);
    const entered = line.at !== before;
    if (!entered && !whole && isParagraph && this.#open && this.#isLazy(line)) {
      this.#add(line);
      return;
    }
    if (!entered && !whole) this.#close(matched);
    this.#leaf(line);
  }

  /** How many of the open quotes and list items this line goes on with; their marks are taken. */
  #match(line: Line): number {
    for (const [index, container] of this.#containers.entries()) {
      if (container.indent === null) {
        if (line.indent > 3) return index;
        const spaces = line.indent;
        if (line.text[line.at + spaces] !== '>' || line.at + spaces >= line.end) return index;
        takeQuote(line);
      } else if (line.blank) {
        if (container.empty) return index;
      } else {
        if (line.indent < container.indent) return index;
        line.skip(container.indent);
        container.empty = false;
      }
    }
    return this.#containers.length;
  }

  /** Goes on with a fence or a block of HTML that is open. */
  #continues(line: Line): boolean {
    if (this.#open?.kind === 'fence' && this.#fence) {
      const { char, length } = this.#fence;
      const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line.rest)?.[1];
      this.#add(line);
      if (closing?.startsWith(char) && closing.length >= length) this.#finish();
      return true;
    }
    if (this.#open?.kind !== 'html') return false;
    if (this.#htmlEnd === null && line.blank) {
      this.#finish();
      return true;
    }
    this.#add(line);
    if (this.#htmlEnd?.test(line.rest)) this.#finish();
    return true;
  }

  /** Enters the quotes and list items that begin on this line; those not gone on with end then. */
  #enter(line: Line, matched: number): void {
    let depth = matched;
    const paragraph = this.#open?.kind === 'text' && depth === this.#containers.length;
    let inParagraph = paragraph;
    while (depth < DEEPEST && line.indent <= 3) {
      const spaces = line.indent;
      const rest = line.rest.slice(0, 300).trimStart();
      let entered: Container;
      if (rest.startsWith('>')) {
        this.#close(depth);
        takeQuote(line);
        entered = { indent: null, empty: false };
      } else {
        const item = isRule(line.rest) ? null : itemOf(rest, inParagraph);
        if (item === null || (inParagraph && isSetext(line.rest))) return;
        this.#close(depth);
        line.skip(spaces);
        line.take(item.length);
        const inner = line.indent;
        const gap = line.blank || inner > 4 ? 1 : inner;
        line.skip(gap);
        entered = { indent: spaces + item.length + gap, empty: line.blank };
      }
      this.#containers.push(entered);
      depth += 1;
      inParagraph = false;
    }
  }

  /** Whether a line outside the quote or list of an open paragraph still belongs to that paragraph. */
  #isLazy(line: Line): boolean {
    if (line.blank) return false;
    if (line.indent > 3) return true;
    const rest = line.rest;
    return !isHeading(rest) && !isRule(rest) && !fenceOf(rest) && !htmlBlockOf(rest, true);
  }

  #leaf(line: Line): void {
    const paragraph = this.#open?.kind === 'text';
    if (line.blank) {
      if (this.#open?.kind !== 'indented') this.#finish();
      return;
    }
    if (line.indent > 3) {
      if (!paragraph && this.#open?.kind !== 'indented') this.#begin('indented');
      this.#add(line);
      return;
    }
    if (this.#open?.kind === 'indented') this.#finish();
    const { rest } = line;
    const fence = fenceOf(rest);
    const html = fence ? null : htmlBlockOf(rest, paragraph);
    if (fence) {
      this.#begin('fence', fence.info);
      this.#fence = fence;
      this.#add(line);
    } else if (html) {
      this.#begin('html');
      this.#htmlEnd = html.end;
      this.#add(line);
      if (html.end?.test(rest)) this.#finish();
    } else if (isHeading(rest)) {
      this.#begin('text');
      this.#add(line);
      this.#finish();
    } else if ((paragraph && isSetext(rest)) || isRule(rest)) {
      this.#finish();
    } else {
      if (!paragraph) this.#begin('text');
      this.#add(line);
    }
  }

  #begin(kind: Block['kind'], info = ''): void {
    this.#finish();
    this.#open = { kind, info, start: -1, end: -1, lines: [] };
  }

  #add(line: Line): void {
    const block = this.#open;
    if (!block) return;
    if (block.lines.length === 0) {
      block.start = line.at;
      this.blocks.push(block);
    }
    block.lines.push({ start: line.at, end: line.end });
    block.end = line.end;
  }

  #finish(): void {
    this.#open = null;
    this.#fence = null;
    this.#htmlEnd = null;
  }

  #close(depth: number): void {
    this.#finish();
    this.#containers.length = Math.min(depth, this.#containers.length);
  }
}

function takeQuote(line: Line): void {
  line.skip(3);
  line.take(1);
  line.skip(1);
}
