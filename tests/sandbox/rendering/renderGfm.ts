import { readFileSync } from 'node:fs';
import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** What a real GitLab 18.9 made of the sandbox's own texts and titles. */
const recorded: { texts: Record<string, string>; titles: Record<string, string> } = JSON.parse(
  readFileSync(new URL('recorded.json', import.meta.url), 'utf8'),
);

/** Elements and attributes that GitLab lets through (18.9: `lib/banzai/filter/base_sanitization_filter.rb`). */
const ALLOWED_TAGS =
  'a abbr b blockquote br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li ol p pre q rp rt ruby s samp section span strike strong sub summary sup table tbody td tfoot th thead tr tt ul var copy-code insert-code-snippet gl-emoji'.split(
    ' ',
  );
const ALLOWED_ATTRIBUTES = {
  '*': [
    'title',
    'lang',
    'width',
    'height',
    'alt',
    'cite',
    'dir',
    'open',
    'start',
    'reversed',
    'data-sourcepos',
    'aria-label',
    'aria-hidden',
  ],
  a: ['href', 'data-original', 'data-reference-type'],
  img: ['src', 'data-src'],
  input: ['type', 'checked', 'disabled', 'class'],
  pre: ['class', 'data-canonical-lang', 'data-lang-params'],
  li: ['class'],
  ul: ['class'],
  span: ['data-math-style', 'class'],
};

const markdown = new Marked({
  gfm: true,
  renderer: {
    code({ text, lang = '' }) {
      const [language = '', ...parameters] = lang.split(/[\s:]+/);
      const attribute = language === '' ? '' : ` data-canonical-lang="${escapeHtml(language)}"`;
      const more =
        parameters.length > 0 ? ` data-lang-params="${escapeHtml(parameters.join(' '))}"` : '';
      const known =
        /^(js|javascript|ts|typescript|json|yaml|yml|sh|bash|ruby|rb|python|py|go|html|css|diff|sql|mermaid|math|suggestion)$/;
      const name = known.test(language) ? language : 'plaintext';
      return `<pre${attribute}${more} class="code highlight language-${name}"><code>${escapeHtml(text)}</code></pre>\n`;
    },
    checkbox: ({ checked }) =>
      `<input type="checkbox" class="task-list-item-checkbox" disabled${checked ? ' checked' : ''}> `,
    listitem(item) {
      const inner = this.parser.parse(item.tokens);
      return `<li${item.task ? ' class="task-list-item"' : ''}>${inner}</li>\n`;
    },
  },
});

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}

/**
 * GitLab's HTML of a description or a note: the recorded one, else made as GitLab's sanitiser would leave it.
 * @param uploads where the project's uploads are: `/-/project/5`
 */
export function renderGfm(text: string, uploads = ''): string {
  const html = recorded.texts[text] ?? sanitized(String(markdown.parse(text, { async: false })));
  return uploads === '' ? html : withUploads(html, uploads);
}

/** An image of the project as GitLab writes it (18.9): loaded when it comes into view, in a link to itself. */
function withUploads(html: string, uploads: string): string {
  return html.replace(
    /<img src="(\/uploads\/[0-9a-f]{32}\/[^"]+)"([^>]*?) ?\/?>/g,
    (_, path: string, rest: string) =>
      `<a class="no-attachment-icon gfm" href="${uploads}${path}" target="_blank" rel="noopener noreferrer" data-canonical-src="${path}" data-link="true"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="${rest} decoding="async" class="lazy gfm" data-src="${uploads}${path}" data-canonical-src="${path}"></a>`,
  );
}

/** GitLab's HTML of a title: inline Markdown. */
export function renderTitle(title: string): string {
  return recorded.titles[title] ?? sanitized(String(markdown.parseInline(title, { async: false })));
}

/** Drops what GitLab drops: tags that it does not know lose their marks and keep their words, of scripts nothing stays. */
function sanitized(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    allowedSchemes: ['http', 'https', 'mailto', 'ftp'],
    nonTextTags: ['script'],
    disallowedTagsMode: 'discard',
    parseStyleAttributes: false,
  });
}
