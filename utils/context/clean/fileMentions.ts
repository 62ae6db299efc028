import { shorten, type Cleaned } from './Cleaned.ts';
import { codeRanges } from './codeRanges.ts';
import { rangeAt, type Range } from './Range.ts';

/**
 * Claude Code attaches the file that `@path` names, in code blocks too, when JavaScript's white space, the start of the text or one of `。、？！` stands before it.
 * A backslash in between ends that (tried with Claude Code 2.1.329) and is the smallest change there is: Markdown still shows `@path`, and nobody reads it as
 * something else. `@mia` names a person and stays; a name with a dot may be either and is defused.
 */
const MENTION = /(?<=^|[\s。、？！])@(?=(\S{1,300}))/g;
const IN_TEXT = /^(?:[~./\\]|"|[^\s@"]*\/|[\p{L}\p{N}_-]+\.[\p{L}\p{N}_])/u;
/** In code a decorator such as `@app.route` is no file; what has a folder or a file's ending is taken for one. */
const IN_CODE =
  /^"?(?:[~./\\]|[^\s@"(]*\/|[\w.-]+\.(?:[cm]?[jt]sx?|json\w?|ya?ml|toml|ini|cfg|conf|env|md|txt|lock|key|pem|crt|p12|sh|py|rb|go|rs|java|php|html?|css|sql|xml|log|csv)(?![\w.(]))/;

/** `@types/node`: a package's name of npm's, and what a line about packages says besides. */
const PACKAGE = /^[a-z\d][a-z\d-]{0,60}\/[a-z\d][a-z\d-]{0,60}(?=$|[,;:)]|@[~^]?\d)/;
const OF_PACKAGES =
  /\b(?:bump|updat|upgrad|downgrad|pin|unpin|renovat|instal|dep(?:s|endenc)|packages?)|\bfrom v?\d\S* to v?\d/i;
/** So far around its name a line is looked at. */
const AROUND = 200;

/** Whether a line of plain text names a package there. No file of the branch is meant by it, and one of that path would be known to everybody. */
function isPackage(text: string, at: number, path: string): boolean {
  if (!PACKAGE.test(path)) return false;
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(at, at + AROUND);
  return OF_PACKAGES.test(
    `${before.slice(before.lastIndexOf('\n') + 1)}${after.split('\n', 1)[0]}`,
  );
}

function defuse(
  text: string,
  code: readonly Range[] | 'all',
  stays: (text: string, at: number, path: string) => boolean = () => false,
): Cleaned {
  const found: string[] = [];
  let result = '';
  let at = 0;
  for (const { index, 1: path = '' } of text.matchAll(MENTION)) {
    const inCode = code === 'all' || rangeAt(code, index) !== null;
    if (!(inCode ? IN_CODE : IN_TEXT).test(path) || stays(text, index, path)) continue;
    found.push(shorten(`@${path}`));
    result += `${text.slice(at, index)}\\`;
    at = index;
  }
  return {
    text: result + text.slice(at),
    removals: found.map((mention) => ({ kind: 'mention', text: mention })),
  };
}

/** Puts a backslash before each `@path`, so that Claude reads the words instead of the file. */
export function defuseFileMentions(text: string): Cleaned {
  return text.includes('@') ? defuse(text, codeRanges(text)) : { text, removals: [] };
}

/** The same for plain text, as a commit's message and a title are: packages stay what they are called. */
export function defuseFileMentionsInPlain(text: string): Cleaned {
  if (!text.includes('@')) return { text, removals: [] };
  return defuse(text, codeRanges(text), isPackage);
}

/** The same for text that is code throughout. */
export function defuseFileMentionsInCode(text: string): Cleaned {
  return defuse(text, 'all');
}
