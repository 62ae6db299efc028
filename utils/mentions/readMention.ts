import MarkdownIt, { type Token } from 'markdown-it';

/** What a comment that says `@claude` wants. */
export interface Mention {
  /** The comment's words: without the mention where they begin with it. */
  words: string;
  /** The word right after the mention, which may name a preset; absent where none stands there. */
  command?: {
    name: string;
    /** Written as `/name`. */
    slash: boolean;
    /** The words without it. */
    rest: string;
  };
}

/** A mention further below is not looked for: reading Markdown takes time. */
const LONGEST_READ = 20_000;
/** More could not be sent. */
const LONGEST_WORDS = 150_000;

const reader = new MarkdownIt({ html: true, linkify: false, maxNesting: 100 });
// Joined, an escaped `\@` could not be told from a plain one.
reader.core.ruler.disable('text_join');

const MENTION = /(?<![\p{L}\p{N}_@./\\-])@claude(?![\p{L}\p{N}_/@-]|\.[\p{L}\p{N}])/iu;
const WISH =
  /^[ \t]{0,8}[,:]?[ \t]{1,8}(\/?)([\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,59})(?![\p{L}\p{N}_/])/u;
const LEADING = /^\s*@claude[ \t]*[,:]?[ \t]*/iu;
/** Written by HTML, what stands in these is code or a quote. */
const QUOTING =
  /<(\/?)(?:blockquote|q|cite|pre|code|kbd|samp|tt|var|del|s|strike)\b[^<>]{0,200}>/gi;
/** Where an e-mail's earlier text begins. */
const EARLIER =
  /^(?:-{2,}\s*(?:original message|forwarded message|original-nachricht|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|mensaje original)\b.*|_{20,}|begin forwarded message:|(?:on|am|le|el|op|il)\s.{4,200}\s(?:wrote|schrieb|a écrit|escribió|schreef|ha scritto)\b.{0,100}:)\s*$/iu;
/** Stands for what is no plain text, so that nothing joins across it. */
const OPAQUE = '\u{FFFC}_';

/** The comment without what an e-mail quotes, and without the lines between GitLab's `>>>`. */
function ownLines(body: string): string {
  const kept: string[] = [];
  let quoted = false;
  let fence: string | null = null;
  for (const line of body.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (!quoted && mark) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    }
    const text = line.trim();
    if (fence === null && text === '>>>') {
      quoted = !quoted;
      kept.push('');
    } else if (fence === null && EARLIER.test(text)) return kept.join('\n');
    else kept.push(quoted ? '' : line);
  }
  return kept.join('\n');
}

function depthAfter(html: string, depth: number): number {
  let now = depth;
  for (const [, closing] of html.matchAll(QUOTING)) now += closing ? -1 : 1;
  return Math.max(0, now);
}

/** The paragraphs and headings that are the writer's own plain words: no code, no quotes, no links. */
function* plainTexts(tokens: readonly Token[]): Generator<string> {
  let depth = 0;
  for (const token of tokens) {
    if (token.type === 'blockquote_open') depth += 1;
    else if (token.type === 'blockquote_close') depth -= 1;
    else if (token.type === 'html_block') depth = depthAfter(token.content, depth);
    else if (token.type === 'inline') {
      let text = '';
      let inside = depth;
      for (const child of token.children ?? []) {
        if (child.type === 'html_inline') inside = depthAfter(child.content, inside);
        else if (child.type === 's_open' || child.type === 'link_open') inside += 1;
        else if (child.type === 's_close' || child.type === 'link_close') inside -= 1;
        if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
        else if (child.type === 'text') text += inside > 0 ? OPAQUE : child.content;
        else if (child.content !== '') text += OPAQUE;
      }
      yield text;
    }
  }
}

/**
 * Reads a comment as it was saved, in Markdown. Null where it does not address Claude: `@claude` must stand at a word boundary, in the writer's
 * own words. The first mention counts.
 */
export function readMention(body: string): Mention | null {
  const begin = body.slice(0, LONGEST_READ).replaceAll('\r\n', '\n');
  if (!MENTION.test(begin)) return null;
  const text = body.slice(0, LONGEST_WORDS).replaceAll('\r\n', '\n');
  for (const plain of plainTexts(reader.parse(ownLines(begin), {}))) {
    const found = MENTION.exec(plain);
    if (!found) continue;
    const [, slash, name] = WISH.exec(plain.slice(found.index + found[0].length)) ?? [];
    const words = text.replace(LEADING, '').trim();
    if (name === undefined) return { words };
    const leads = LEADING.test(text) && words.startsWith(`${slash}${name}`);
    const rest = leads
      ? words
          .slice(`${slash}${name}`.length)
          .replace(/^[ \t]*[,:.]?\s*/, '')
          .trim()
      : words;
    return { words, command: { name: name.toLowerCase(), slash: slash !== '', rest } };
  }
  return null;
}
