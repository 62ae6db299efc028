import { shorten, type Cleaned } from './Cleaned.ts';
import type { Removal } from './Context.ts';
import { codeRanges, mapAround } from './codeRanges.ts';

/**
 * Claude Code attaches the file that `@path` names, in code blocks too, when white space, the start of the text or one of `。、？！` stands before it.
 * A backslash in between ends that (tried with Claude Code 2.1.329). `@mia` names a person and stays.
 */
const BEFORE = '(^|[\\s。、？！])';
const OUTSIDE_CODE = new RegExp(`${BEFORE}@("?(?:[~./]|[^\\s@"]*/)[^\\s]*)`, 'gm');
/** In code only what leads out of the project, or to its hidden files: `@scope/package` is an ordinary word there. */
const IN_CODE = new RegExp(`${BEFORE}@("?[~./][^\\s]*)`, 'gm');

function mention(text: string): Removal {
  return { kind: 'mention', text };
}

function defuse(text: string, form: RegExp, found: string[]): string {
  return text.replace(form, (_, before: string, path: string) => {
    found.push(shorten(`@${path}`));
    return `${before}\\@${path}`;
  });
}

/** Puts a backslash before each `@path`, so that Claude reads the words instead of the file. */
export function defuseFileMentions(text: string): Cleaned {
  if (!text.includes('@')) return { text, removals: [] };
  const found: string[] = [];
  const defused = mapAround(
    text,
    codeRanges(text),
    (part) => defuse(part, OUTSIDE_CODE, found),
    (part) => defuse(part, IN_CODE, found),
  );
  return { text: defused, removals: found.map(mention) };
}

/** The same for text that is code throughout. */
export function defuseFileMentionsInCode(text: string): Cleaned {
  const found: string[] = [];
  return { text: defuse(text, IN_CODE, found), removals: found.map(mention) };
}
