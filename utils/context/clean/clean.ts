import { inSteps, runCleaners, type Cleaned } from './Cleaned.ts';
import { codeName } from './invisible.ts';
import {
  defuseFileMentions,
  defuseFileMentionsInCode,
  defuseFileMentionsInPlain,
} from './fileMentions.ts';
import { NOTHING_RESTORED, type Restored } from '../restoreKeys.ts';
import { revealInvisible } from './revealInvisible.ts';
import { maskSecrets, secretLines, type SecretLines } from './secrets.ts';
import { finish, type Steps } from './Steps.ts';
import { locallyInSteps, shownInSteps } from '../markdown/cleanShown.ts';
import { removeInvisible } from '../markdown/removeInvisible.ts';

/** GitLab refuses NUL and lone surrogates in any parameter; neither says anything. */
export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/**
 * Markdown written by others, without what a reader of the page would not see and without credentials.
 * @param html GitLab's own rendering of it; where that is not to be had, a strict reader judges here
 */
export function clean(text: string, as: { html?: string | undefined; restored?: Restored } = {}) {
  return finish(cleanInSteps(text, as));
}

/** The same, with places in between at which other work may come. */
export function* cleanInSteps(
  text: string,
  { html, restored = NOTHING_RESTORED }: { html?: string | undefined; restored?: Restored } = {},
): Steps<Cleaned> {
  const source = wellFormed(text);
  const seen =
    html === undefined
      ? yield* locallyInSteps(source, restored)
      : yield* shownInSteps(source, html, restored);
  return yield* inSteps(seen, [
    removeInvisible,
    (shown) => maskSecrets(shown, restored),
    defuseFileMentions,
  ]);
}

/** What some readers take for the end of a line, and git and GitLab do not. */
const OTHER_LINE_ENDS = /\r(?!\n|$)|[\v\f\u0085\u2028\u2029]/g;

function revealLineEnds(text: string): Cleaned {
  const shown = text.replace(OTHER_LINE_ENDS, (char) => `[${codeName(char.charCodeAt(0))}]`);
  return { text: shown, removals: [] };
}

function showCode(text: string): Cleaned {
  return runCleaners(wellFormed(text), [revealInvisible, revealLineEnds]);
}

/** Code written by others, its lines as they are: comments are part of it, invisible characters and what looks like the end of a line are shown by number. */
export function cleanCode(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return finish(
    inSteps(showCode(text), [
      (shown) => maskSecrets(shown, restored, true),
      defuseFileMentionsInCode,
    ]),
  );
}

/** On which lines the credentials stand that `cleanCode` masks. */
export function secretLinesOfCode(text: string, restored: Restored): SecretLines[] {
  return secretLines(showCode(text).text, restored);
}

/** Plain text by others, which GitLab shows as it was written: a commit's message, what is selected on the page. */
export function cleanPlain(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return runCleaners(wellFormed(text), [
    removeInvisible,
    (shown) => maskSecrets(shown, restored),
    defuseFileMentionsInPlain,
  ]);
}

/** A title, a name, a label, a branch or a path, plain text too: one line. */
export function cleanLine(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return cleanPlain(text.replace(/[\s\u0085]+/g, ' ').trim(), restored);
}
