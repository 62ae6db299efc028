import type { AnyNode, Element } from 'domhandler';
import { isTag } from 'domhandler';
import MarkdownIt from 'markdown-it';
import { parseHtml } from './parseHtml.ts';

/** GitLab's own depth, about. */
const DEEPEST = 250;
/** Languages that GitLab shows or draws by name; any other behind a fence is words that nobody sees. */
const LANGUAGES =
  /^(bash|c|cpp|css|diff|dockerfile|go|html|java|javascript|js|json|kotlin|kroki|markdown|math|mermaid|php|plantuml|python|py|rb|ruby|rust|scss|sh|shell|sql|suggestion|swift|toml|ts|tsx|typescript|vue|xml|yaml|yml)$/;

const reader = new MarkdownIt({ html: true, maxNesting: DEEPEST });
reader.renderer.rules.fence = (tokens, index) => {
  const { content = '', info = '' } = tokens[index] ?? {};
  const [language = '', parameter] = info.trim().split(/[\s:{]/);
  const isTable = parameter === 'table' ? ' table' : '';
  const named = LANGUAGES.test(language) ? ` ${OURS}="${language}${isTable}"` : '';
  return `<pre${named}><code>${reader.utils.escapeHtml(content)}</code></pre>\n`;
};

/** Definitions of footnotes are read by nobody where nothing leads to them: they end with their paragraph, and are left out here. */
reader.block.ruler.before(
  'reference',
  'footnote',
  (state, startLine, endLine, silent) => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    if (!/^\[\^[^\]\s]{1,200}\]:/.test(state.src.slice(start, start + 300))) return false;
    if (silent) return true;
    let line = startLine + 1;
    while (line < endLine && !state.isEmpty(line)) line += 1;
    state.line = line;
    return true;
  },
  { alt: ['paragraph'] },
);

/** Marks what the renderer wrote itself: no text can have known it. */
const OURS = `data-${crypto.randomUUID()}`;
const KEPT = new Set(['href', 'start']);

/** Where a paragraph or an item of a list ends, about. */
const PIECE = /\n[ \t]*\n|\n(?=[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t])/;
/** The parser looks from each bracket to the end of its paragraph: beyond so many steps nobody means well. */
const MOST_STEPS = 20_000_000;

/** Whether a text is made so that reading it takes long. */
export function isTooEntangled(text: string): boolean {
  const steps = text
    .split(PIECE)
    .reduce((sum, piece) => sum + (piece.split('[').length - 1) * piece.length, 0);
  return steps > MOST_STEPS;
}

/**
 * Markdown as a strict reader sees it, for texts of which GitLab's own HTML is not to be had: CommonMark with GFM's tables, of whose
 * HTML no attribute counts but the addresses of links.
 */
export function renderLocally(text: string): AnyNode[] {
  const children = parseHtml(reader.render(text));
  const open: AnyNode[] = [...children];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) continue;
    keepAttributes(node);
    for (const child of node.children) open.push(child);
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
