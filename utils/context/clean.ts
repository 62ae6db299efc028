import { inTurn, type Cleaned } from './Cleaned.ts';
import { defuseFileMentions, defuseFileMentionsInCode } from './fileMentions.ts';
import { removeHidden } from './removeHidden.ts';
import { revealInvisible } from './revealInvisible.ts';
import { maskSecrets } from './secrets.ts';

/** GitLab refuses NUL and lone surrogates in any parameter; neither says anything. */
export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Markdown written by others, without what a reader of the page would not see and without credentials. */
export function clean(text: string): Cleaned {
  return inTurn(wellFormed(text), [removeHidden, maskSecrets, defuseFileMentions]);
}

/** Code written by others: comments are part of it, invisible characters are shown by number. */
export function cleanCode(text: string): Cleaned {
  return inTurn(wellFormed(text), [revealInvisible, maskSecrets, defuseFileMentionsInCode]);
}

/** A title, a name, a label or a path: one line. */
export function cleanLine(text: string): Cleaned {
  return clean(text.replace(/\s+/g, ' ').trim());
}
