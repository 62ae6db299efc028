import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { drawingOf, serverDrawing } from './drawingOf.ts';
import { hasClass, isSilent, textOf } from './elements.ts';
import { decoded } from './decoded.ts';
import type { ShownText } from './ShownText.ts';
import { uploadOf } from './uploadOf.ts';

/** What Markdown has around a piece of text; what is not here is written without a mark. */
const MARKS: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '_',
  i: '_',
  del: '~~',
  s: '~~',
};
const MEDIA = new Set(['img', 'video', 'audio']);
const INVISIBLE = /^[\s\p{Cf}\p{Mn}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** Text, links, code and emphasis of one paragraph. `found` takes what is drawn and named. */
export function writeInline(nodes: readonly AnyNode[], found: ShownText): string {
  return nodes.map((node) => writeNode(node, found)).join('');
}

function writeNode(node: AnyNode, found: ShownText): string {
  if (isText(node)) return node.data;
  if (!isTag(node) || isSilent(node.name)) return '';
  const drawing = drawingOf(node);
  if (drawing && node.name !== 'img') {
    found.drawings.push(drawing);
    return `\`${drawing.source.replace(/\s+/g, ' ')}\` [source of a formula: people see the drawing]`;
  }
  if (MEDIA.has(node.name)) return writeMedia(node, found);
  if (node.name === 'br') return '\n';
  if (node.name === 'code') return writeCodeSpan(textOf(node.children));
  if (node.name === 'gl-emoji') return writeEmoji(node, found);
  if (node.name === 'a') return writeLink(node, found);
  if (hasClass(node, 'idiff')) return writeInlineDiff(node, found);
  const text = writeInline(node.children, found);
  const mark = MARKS[node.name];
  return mark === undefined || text.trim() === '' ? text : around(mark, text);
}

/** Marks stand at the words, not at the blanks around them, and once where the same stands inside the same. */
function around(mark: string, text: string): string {
  const words = text.trim();
  const inner = words.slice(mark.length, -mark.length);
  if (words === `${mark}${inner}${mark}` && !inner.includes(mark)) return text;
  const start = text.indexOf(words);
  return `${text.slice(0, start)}${mark}${words}${mark}${text.slice(start + words.length)}`;
}

/** A code span whose backticks are more than those inside. */
export function writeCodeSpan(text: string): string {
  if (text.trim() === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${blank}${text}${blank}${fence}`;
}

function writeInlineDiff(element: Element, found: ShownText): string {
  const [open, close] = hasClass(element, 'deletion') ? ['[-', '-]'] : ['{+', '+}'];
  return `${open}${writeInline(element.children, found)}${close}`;
}

function writeEmoji(element: Element, found: ShownText): string {
  found.named.push(element.attribs['data-name'] ?? '');
  return textOf(element.children);
}

/** Pictures are named by the file where it was uploaded to this GitLab: elsewhere an address is free text that nobody sees. */
function writeMedia(element: Element, found: ShownText): string {
  const drawing = serverDrawing(element);
  if (drawing) {
    found.drawings.push(drawing);
    return `\n\`\`\`${drawing.language}\n${drawing.source}\n\`\`\`\n[source of a drawing: people see the drawing]\n`;
  }
  const kind = element.name === 'img' ? 'image' : element.name;
  const upload = uploadOf(element);
  if (upload === null) return `[${kind}]`;
  const { isOwn, ...image } = upload;
  if (kind === 'image' && isOwn) found.images.push(image);
  return `[${kind}: ${upload.filename}]`;
}

function writeLink(element: Element, found: ShownText): string {
  const { attribs } = element;
  // The mark beside a heading, and the arrow that leads back from a footnote.
  if (attribs['data-heading-content'] !== undefined) return '';
  if (attribs['data-footnote-backref'] !== undefined) return '';
  if (attribs['data-footnote-ref'] !== undefined) return `[^${textOf(element.children)}]`;
  const text = writeInline(element.children, found);
  const original = attribs['data-original'] ?? '';
  if (original !== '' && attribs['data-reference-type'] !== undefined) {
    return writeReference(element, original, text);
  }
  if (hasClass(element, 'no-attachment-icon') || INVISIBLE.test(text)) return text;
  const address = addressOf(attribs['href'] ?? '');
  if (address === null || address === text || address === `mailto:${text}`) return text;
  if (address === `http://${text}`) return text;
  return `[${text}](${address})`;
}

/** GitLab writes a reference's title beside it only where that was asked for (`#12+`). */
function writeReference(element: Element, original: string, text: string): string {
  const words = textOf(element.children);
  return words.includes(original) || original.length > 200 || /\s/.test(original)
    ? text
    : `${text} (${original})`;
}

/** An address is one word: what holds blanks is a sentence that nobody sees, and so is such a query. */
function addressOf(href: string): string | null {
  const [path = '', query] = href.split('?', 2);
  if (path === '' || path.startsWith('#') || !isWord(path)) return null;
  if (query === undefined) return path;
  return isWord(href.slice(path.length).replaceAll('+', ' ')) ? href : `${path}?…`;
}

function isWord(encoded: string): boolean {
  return !/[\s\p{C}]/u.test(decoded(encoded));
}
