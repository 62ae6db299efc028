import { isTag, type AnyNode, type Element } from 'domhandler';
import { drawingOf } from './drawingOf.ts';
import { createFinder, findBlock, hasClass, isBlock, oneLine, textOf } from './elements.ts';
import { LONGEST_SHOWN, type ShownText } from './ShownText.ts';
import { writeInline } from './writeInline.ts';
import { writeTable } from './writeTable.ts';

/** Quotes and lists inside one another; deeper ones have no marks, since each mark goes to every line. */
const DEEPEST = 20;

const findParagraph = createFinder(({ name }) => name === 'p');
const findBox = createFinder(({ attribs }) => attribs['type'] === 'checkbox');

/** Blocks of Markdown with an empty line between them; text beside blocks is a paragraph. */
export function writeBlocks(nodes: readonly AnyNode[], found: ShownText, depth = 0): string {
  const blocks: string[] = [];
  let inline: AnyNode[] = [];
  const endParagraph = (): void => {
    blocks.push(writeInline(inline, found).trim());
    inline = [];
  };
  for (const node of nodes) {
    if (isBlock(node) || holdsBlocks(node)) {
      endParagraph();
      blocks.push(writeBlock(node, found, depth));
    } else inline.push(node);
  }
  endParagraph();
  return blocks.filter((block) => block !== '').join('\n\n');
}

function holdsBlocks(node: AnyNode): node is Element {
  return isTag(node) && findBlock(node) !== null;
}

function writeBlock(element: Element, found: ShownText, depth: number): string {
  const { name, children } = element;
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading !== undefined) {
    const words = oneLine(writeBlocks(children, found, depth));
    return words === '' ? '' : `${'#'.repeat(Number(heading))} ${words}`;
  }
  if (name === 'hr') return '---';
  if (name === 'pre') return writeCode(element, found, depth);
  if (name === 'ul' || name === 'ol') return writeList(element, found, depth);
  if (name === 'dl') return writeDescriptions(element, found, depth);
  if (name === 'table') {
    return writeTable(element, found, (nodes) => writeBlocks(nodes, found, depth));
  }
  if (name === 'details') return writeDetails(element, found, depth);
  if (name === 'blockquote' || hasClass(element, 'markdown-alert')) {
    return prefixed(writeBlocks(children, found, depth + 1), depth, '> ');
  }
  return writeBlocks(children, found, depth);
}

function prefixed(text: string, depth: number, first: string, others = first): string {
  if (depth > DEEPEST || text.length > LONGEST_SHOWN) return text;
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join('\n');
}

/** Code stays as it is; a language only where GitLab highlights it, since an unknown one is free text that nobody sees. */
function writeCode(element: Element, found: ShownText, depth: number): string {
  const drawing = drawingOf(element);
  if (drawing) {
    found.drawings.push(drawing);
    return `${fenced(drawing.source, drawing.language)}\n[source of a drawing: people see the drawing]`;
  }
  if (element.attribs['class'] === undefined && findBlock(element)) {
    return writeBlocks(element.children, found, depth);
  }
  const known = /(^|\s)language-(?!plaintext(\s|$))/.test(element.attribs['class'] ?? '');
  const language = element.attribs['data-canonical-lang'] ?? '';
  const code = textOf(element.children).replace(/^\n|\n$/g, '');
  if (language === 'suggestion') return fenced(code, suggestionOf(element));
  return fenced(code, known && /^[\w+#.-]{1,30}$/.test(language) ? language : '');
}

/** A suggestion names how many lines above and below it replaces. */
function suggestionOf({ attribs }: Element): string {
  const lines = /^-\d{1,3}\+\d{1,3}$/.exec(attribs['data-lang-params'] ?? '')?.[0];
  return lines === undefined ? 'suggestion' : `suggestion:${lines}`;
}

function fenced(code: string, language: string): string {
  if (code.trim() === '') return '';
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

function writeList(list: Element, found: ShownText, depth: number): string {
  const isFootnotes = isTag(list.parent ?? list) && hasClass(list.parent as Element, 'footnotes');
  const loose = findParagraph(list) !== null;
  const start = Number.parseInt(list.attribs['start'] ?? '1', 10) || 1;
  const items = list.children.filter(isTag).map((item, index) => {
    const mark = markOf(list, item, start + index, isFootnotes);
    const indent = ' '.repeat(list.name === 'ol' && !isFootnotes ? mark.length : 2);
    return prefixed(writeBlocks(item.children, found, depth + 1), depth, mark, indent);
  });
  return items.join(loose && !isFootnotes ? '\n\n' : '\n');
}

function markOf(list: Element, item: Element, number: number, isFootnotes: boolean): string {
  if (isFootnotes) return `[^${number}]: `;
  const box = findBox(item);
  const done = box?.attribs['checked'] === undefined ? ' ' : 'x';
  const state = box?.attribs['data-inapplicable'] === undefined ? done : '~';
  const task = box === null || !hasClass(item, 'task-list-item') ? '' : `[${state}] `;
  return `${list.name === 'ol' ? `${number}.` : '-'} ${task}`;
}

function writeDescriptions(list: Element, found: ShownText, depth: number): string {
  return list.children
    .filter(isTag)
    .map((item) => {
      const text = writeBlocks(item.children, found, depth + 1);
      return item.name === 'dd' ? prefixed(text, depth, ': ', '  ') : text;
    })
    .join('\n');
}

function isSummary(node: AnyNode): boolean {
  return isTag(node) && node.name === 'summary';
}

/** Folded text is a press away: it stays, with its summary. */
function writeDetails(element: Element, found: ShownText, depth: number): string {
  const summary = writeBlocks(element.children.filter(isSummary), found, depth);
  const rest = writeBlocks(
    element.children.filter((node) => !isSummary(node)),
    found,
    depth,
  );
  return `<details><summary>${summary}</summary>\n\n${rest}\n\n</details>`;
}
