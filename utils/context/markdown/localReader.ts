import MarkdownIt, { type StateInline } from 'markdown-it';
import deflist from 'markdown-it-deflist';

/** GitLab's own depth, about: beyond it the rest of a text is dropped there. */
export const DEEPEST_MARKUP = 250;

/** Marks what the renderer wrote itself: no text can have known it. */
export const OURS = `data-${crypto.randomUUID()}`;

/** Languages that GitLab shows or draws by name; any other behind a fence is words that nobody sees. */
const LANGUAGES =
  /^(bash|c|cpp|css|diff|dockerfile|go|html|java|javascript|js|json|kotlin|kroki|markdown|math|mermaid|php|plantuml|python|py|rb|ruby|rust|scss|sh|shell|sql|suggestion|swift|toml|ts|tsx|typescript|vue|xml|yaml|yml)$/;

/** A formula of GitLab's: `$a$`, `$$a$$`, `` $`a`$ ``; a longer one is plain text. */
const FORMULA =
  /\$\$([^$]{1,2000})\$\$|\$`([^`$]{1,2000})`\$|\$(?![\s$])((?:[^$\\\n]|\\[^\n]){0,1000}(?:[^\s$\\]|\\[^\s]))\$(?!\d)/y;

/** GitLab takes braces behind an image for attributes, whatever they hold. */
const BRACES = /^\{[^{}\n]{1,100}\}/;

/** Reads Markdown about as GitLab does: CommonMark with HTML, GFM's tables, description lists and formulas; footnotes are left out. */
export const localReader = new MarkdownIt({ html: true, maxNesting: DEEPEST_MARKUP }).use(deflist);

localReader.renderer.rules.fence = (tokens, index) => {
  const { content = '', info = '' } = tokens[index] ?? {};
  const [language = '', parameter] = info.trim().split(/[\s:{]/);
  const isTable = parameter === 'table' ? ' table' : '';
  const named = LANGUAGES.test(language) ? ` ${OURS}="${language}${isTable}"` : '';
  return `<pre${named}><code>${localReader.utils.escapeHtml(content)}</code></pre>\n`;
};

/** Definitions of footnotes are read by nobody where nothing leads to them: they end with their paragraph, and are left out here. */
localReader.block.ruler.before(
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

function readFormula(state: StateInline, silent: boolean): boolean {
  FORMULA.lastIndex = state.pos;
  const match = FORMULA.exec(state.src);
  if (match === null) return false;
  if (!silent) {
    const token = state.push('formula', 'code', 0);
    token.content = match[1] ?? match[2] ?? match[3] ?? '';
  }
  state.pos += match[0].length;
  return true;
}

localReader.inline.ruler.before('backticks', 'formula', readFormula);
localReader.renderer.rules['formula'] = (tokens, index) => {
  const source = localReader.utils.escapeHtml(tokens[index]?.content ?? '');
  return `<code ${OURS}="math">${source}</code>`;
};

localReader.core.ruler.push('braces', ({ tokens }) => {
  for (const { children } of tokens) {
    for (const [index, token] of (children ?? []).entries()) {
      const next = children?.[index + 1];
      const isImage = token.type === 'image' || /^<img\b/i.test(token.content);
      if (isImage && next?.type === 'text') next.content = next.content.replace(BRACES, '');
    }
  }
});
