import type { AnyNode, Element } from 'domhandler';
import { isTag } from 'domhandler';
import { DEEPEST_MARKUP, localReader, OURS } from './localReader.ts';
import { parseHtml } from './parseHtml.ts';

const KEPT = new Set(['href', 'start']);

/** Where a paragraph or an item of a list ends, about. */
const PIECE = /\n[ \t]*\n|\n(?=[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t])/;
/** The parser looks from each bracket to the end of its paragraph: beyond so many steps nobody means well. */
const MOST_STEPS = 20_000_000;

/** So many marks make no text that a person wrote: each of them may become an element. */
const MOST_MARKS = 10_000;
const MARK = /[|`*_<~[!$\\]/g;

/** Whether a text is made so that reading it takes long. */
export function isTooEntangled(text: string): boolean {
  if ((text.match(MARK)?.length ?? 0) > MOST_MARKS) return true;
  const steps = text
    .split(PIECE)
    .reduce((sum, piece) => sum + (piece.split('[').length - 1) * piece.length, 0);
  return steps > MOST_STEPS;
}

/** GitLab makes a block of code of what stands before a document, without the line of its encoding and the word behind its mark. */
const FRONT_MATTER =
  /^(?:[^\n]{0,200}coding:[^\n]{0,200}\n)?(---|\+\+\+|;;;)(?:[ \t]{0,9}\w{1,40})?[ \t]{0,9}\r?\n([^]*?)\n\1[ \t]{0,9}(?:\r?\n|$)/;

/**
 * Markdown as a strict reader sees it, for texts of which GitLab's own HTML is not to be had: CommonMark with GFM's tables, description
 * lists and formulas, of whose HTML no attribute counts but the addresses of links. Nothing of what is deeper than GitLab reads.
 */
export function renderLocally(text: string): AnyNode[] {
  const rest = text.replace(FRONT_MATTER, '```\n$2\n```\n\n');
  const children = parseHtml(localReader.render(rest));
  const open = children.map((node) => ({ node, depth: 1 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!isTag(node)) continue;
    if (depth >= DEEPEST_MARKUP) return [];
    keepAttributes(node);
    for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return children;
}

function keepAttributes(element: Element): void {
  const [language, parameter = ''] = element.attribs[OURS]?.split(' ') ?? [];
  const kept = Object.entries(element.attribs).filter(([name]) => KEPT.has(name));
  element.attribs = {
    ...Object.fromEntries(kept),
    ...(language !== undefined && {
      'data-canonical-lang': language,
      'data-lang-params': parameter,
      class: `language-${language}`,
    }),
  };
}
