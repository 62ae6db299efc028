import { micromark, type Options } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';

/** Formulas as an element of their own: what they hold is not drawn here. */
const formulas: NonNullable<Options['htmlExtensions']>[number] = {
  enter: {
    mathText() {
      this.tag('<math>');
    },
    mathFlow() {
      this.tag('<math>');
    },
  },
  exit: {
    mathText() {
      this.tag('</math>');
    },
    mathFlow() {
      this.tag('</math>');
    },
  },
};

// Made once: thousands of texts are rendered.
const OPTIONS: Options = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [gfm(), math()],
  htmlExtensions: [gfmHtml(), formulas],
};

/** HTML of Markdown as GitLab would make it before it sanitises: CommonMark, GFM, formulas in dollars; HTML and any address let through. */
export function renderLikeGitLab(markdown: string): string {
  return micromark(markdown, OPTIONS);
}

function decoded(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The words of HTML that `renderLikeGitLab` made, without those in code. */
function proseOf(html: string): string {
  return decoded(html.replace(/<code[^>]*>.*?<\/code>/gs, '\u0001').replace(/<[^>]+>/g, '\u0001'));
}

function hidesItsHost(href: string, text: string, origin: string): boolean {
  if (!/^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i.test(href)) {
    return new URL(href, `${origin}/a/b/`).origin !== origin;
  }
  if (/^mailto:/i.test(href)) return href.slice('mailto:'.length) !== text;
  if (!URL.canParse(href)) return true;
  const { origin: leadsTo, host } = new URL(href);
  return leadsTo !== origin && !(URL.canParse(text) && new URL(text).host === host);
}

/** What of a posted text would do more than be read, in GitLab 18's eyes; empty where it is harmless. */
export function harmIn(markdown: string, origin: string): string[] {
  const harm: string[] = [];
  const html = renderLikeGitLab(markdown);
  const media =
    /<(?:img|video|audio|source|iframe|object|embed|picture|svg|script|style|math)\b[^>]*>/i.exec(
      html,
    );
  if (media) harm.push(`drawn: ${media[0]}`);
  for (const [, href = '', text = ''] of html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs))
    if (hidesItsHost(decoded(href), decoded(text.replace(/<[^>]+>/g, '')), origin))
      harm.push(`link: ${text} to ${href}`);
  const tag =
    /<(?!\/?(?:p|h[1-6]|blockquote|pre|code|ul|ol|li|strong|em|del|a|br|hr|table|thead|tbody|tr|th|td|input)\b)[^>]*>/i.exec(
      html,
    );
  if (tag) harm.push(`tag: ${tag[0]}`);
  // The whole source, code too: GitLab looks for commands before it reads Markdown.
  const command = /^\/\w.*$/m.exec(markdown);
  if (command) harm.push(`quick action: ${command[0]}`);
  const mention = /(?<!\w)@[\w.-]+/.exec(proseOf(html)) ?? /(?<!\w)@all\b/i.exec(markdown);
  if (mention) harm.push(`mention: ${mention[0]}`);
  const drawn = /language-(?:mermaid|math|plantuml|kroki|json:table)/.exec(html);
  if (drawn) harm.push(`drawing: ${drawn[0]}`);
  return harm;
}
