import { escapeText } from './escapeText.ts';
import { inlineWords, type Block, type Inline, type MarkdownTable } from './MarkdownTree.ts';
import { codeSpan, fenced } from './writeCode.ts';
import { writeLink } from './writeLink.ts';

/** Markdown for one GitLab out of what was read: whatever the words are, they stay words there. */
class Writer {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  blocks(blocks: readonly Block[], tight = false): string {
    let written = '';
    let before: Block | null = null;
    let marks = 0;
    for (const block of blocks) {
      // Two lists side by side are told apart by their marks.
      marks = block.type === 'list' && before?.type === 'list' ? marks + 1 : 0;
      const text = this.#block(block, marks % 2 === 1);
      if (text === '') continue;
      if (written !== '') written += tight && mayFollow(block) ? '\n' : '\n\n';
      written += text;
      before = block;
    }
    return written;
  }

  #block(block: Block, otherMarks: boolean): string {
    switch (block.type) {
      case 'heading': {
        const words = this.#line(block.children);
        return words === '' ? '' : `${'#'.repeat(block.depth)} ${words.replace(/#$/, '\\#')}`;
      }
      case 'paragraph':
        return this.#inlines(block.children)
          .split('\n')
          .map((line) => plainStart(line.trim()))
          .filter((line) => line !== '')
          .join('\n');
      case 'code':
        return fenced(block.language, block.text);
      case 'quote':
        return indented(this.blocks(block.blocks), '> ', '> ').replace(/^> $/gm, '>');
      case 'list':
        return this.#list(block, otherMarks);
      case 'table':
        return this.#table(block);
      case 'rule':
        // `---` at the top would begin front matter.
        return '***';
    }
  }

  #list({ start, tight, items }: Block & { type: 'list' }, otherMarks: boolean): string {
    const written = items.map(({ checked, blocks }, index) => {
      const bullet = otherMarks ? '*' : '-';
      const number = `${Math.min(999_999_999, (start ?? 0) + index)}${otherMarks ? ')' : '.'}`;
      const mark = `${start === null ? bullet : number} `;
      const box = checked === null ? '' : `[${checked ? 'x' : ' '}] `;
      return indented(box + this.blocks(blocks, tight), mark, ' '.repeat(mark.length)).trimEnd();
    });
    return written.join(tight ? '\n' : '\n\n');
  }

  #table({ align, head, rows }: MarkdownTable): string {
    const sides = head.map((_, index) => {
      const side = align[index];
      return `${side === 'left' || side === 'center' ? ':' : '-'}-${side === 'right' || side === 'center' ? ':' : '-'}`;
    });
    const cells = (row: readonly Inline[][]) =>
      head.map((_, index) => this.#line(row[index] ?? [], true));
    return [cells(head), sides, ...rows.map(cells)]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n');
  }

  /** All in one line. */
  #line(nodes: readonly Inline[], inTable = false): string {
    const text = inOneLine(this.#inlines(nodes, inTable));
    return inTable ? text.replaceAll('|', '\\|') : text;
  }

  #inlines(nodes: readonly Inline[], inTable = false): string {
    const written: string[] = [];
    for (const node of nodes) {
      const text = this.#inline(node, inTable);
      if (text === '') continue;
      const before = written.at(-1);
      // An exclamation mark before a link would make an image of it.
      if (before?.endsWith('!') && text.startsWith('['))
        written[written.length - 1] = `${before.slice(0, -1)}\\!`;
      written.push(text);
    }
    return written.join('');
  }

  #inline(node: Inline, inTable: boolean): string {
    switch (node.type) {
      case 'text':
        return escapeText(node.text);
      case 'code':
        // Whether the bar behind a backslash ends the cell is read in two ways.
        return inTable && node.text.includes('\\|') ? escapeText(node.text) : codeSpan(node.text);
      case 'break':
        return node.hard ? '\\\n' : '\n';
      case 'strong':
        return around('**', this.#inlines(node.children, inTable));
      case 'em':
        return around('*', this.#inlines(node.children, inTable));
      case 'del':
        return around('~~', this.#inlines(node.children, inTable));
      case 'link':
      case 'image':
        return this.#link(node.href, node.children, inTable);
    }
  }

  /** This GitLab's own addresses stay links; another's stands in full behind its words. */
  #link(href: string, children: readonly Inline[], inTable: boolean): string {
    const words = inlineWords(children).replace(/\s+/g, ' ').trim();
    const text = hasLink(children)
      ? escapeText(words)
      : inOneLine(this.#inlines(children, inTable));
    return writeLink(href, words, text, this.#origin);
  }
}

function inOneLine(text: string): string {
  return text.replace(/\\?\n/g, ' ').trim();
}

function hasLink(nodes: readonly Inline[]): boolean {
  return nodes.some(
    (node) =>
      node.type === 'link' ||
      node.type === 'image' ||
      ('children' in node && hasLink(node.children)),
  );
}

/** White space within the marks would keep them from being any. */
function around(mark: string, text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const start = text.indexOf(inner);
  return `${text.slice(0, start)}${mark}${inner}${mark}${text.slice(start + inner.length)}`;
}

/** Whether a block is known as one in the line after a paragraph. */
function mayFollow(block: Block): boolean {
  return (
    block.type === 'list' &&
    (block.start ?? 1) === 1 &&
    block.items[0]?.blocks[0]?.type === 'paragraph'
  );
}

function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map(
      (line, index) =>
        (index === 0 ? first : line === '' && others.trim() === '' ? '' : others) + line,
    )
    .join('\n');
}

/** A line of a paragraph that begins nothing else: no block, no quick action. */
function plainStart(line: string): string {
  if (/^(?:#{1,6}(?:\s|$)|[-+](?:[-+\s|:]|$)|=+$|:[\s:-]|;;;|[>|/])/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/**
 * Writes Markdown anew, for one GitLab, from what was read of a text that nobody vouches for: no image, no HTML, no formula, no
 * drawing, no quick action, no mention; a foreign address stands beside its words. Code stays as it is.
 * @param origin of this GitLab
 */
export function writeMarkdown(blocks: readonly Block[], origin: string): string {
  return new Writer(origin).blocks(blocks);
}
