import { inTurn, type Cleaned } from './Cleaned.ts';
import { defuseFileMentions, defuseFileMentionsInCode } from './fileMentions.ts';
import { NOTHING_RESTORED, type Restored } from './restoreKeys.ts';
import { revealInvisible } from './revealInvisible.ts';
import { maskSecrets } from './secrets.ts';
import { cleanLocally, cleanShown } from './shown/cleanShown.ts';
import { removeInvisible } from './shown/removeInvisible.ts';

/** GitLab refuses NUL and lone surrogates in any parameter; neither says anything. */
export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/**
 * Markdown written by others, without what a reader of the page would not see and without credentials.
 * @param html GitLab's own rendering of it; where that is not to be had, a strict reader judges here
 */
export function clean(
  text: string,
  { html, restored = NOTHING_RESTORED }: { html?: string | undefined; restored?: Restored } = {},
): Cleaned {
  return inTurn(wellFormed(text), [
    (source) =>
      html === undefined ? cleanLocally(source, restored) : cleanShown(source, html, restored),
    removeInvisible,
    (shown) => maskSecrets(shown, restored),
    defuseFileMentions,
  ]);
}

/** Code written by others: comments are part of it, invisible characters are shown by number. */
export function cleanCode(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return inTurn(wellFormed(text), [
    revealInvisible,
    (shown) => maskSecrets(shown, restored),
    defuseFileMentionsInCode,
  ]);
}

/** Plain text by others, which GitLab shows as it was written: a commit's message, what is selected on the page. */
export function cleanPlain(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return inTurn(wellFormed(text), [
    removeInvisible,
    (shown) => maskSecrets(shown, restored),
    defuseFileMentions,
  ]);
}

/** A title, a name, a label, a branch or a path, plain text too: one line. */
export function cleanLine(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return cleanPlain(text.replace(/\s+/g, ' ').trim(), restored);
}
