import { shorten, type Cleaned } from '../clean/Cleaned.ts';
import { invisibleRuns } from '../clean/invisible.ts';
import { finish, type Steps } from '../clean/Steps.ts';
import { harmless } from '../clean/harmless.ts';
import type { Removal } from '../Context.ts';
import { NOTHING_RESTORED, restoreKey, type Restored } from '../restoreKeys.ts';
import { removedWords } from './removedWords.ts';
import { isTooEntangled, renderLocally } from './renderLocally.ts';
import { type Drawing, LONGEST_SHOWN, type ShownText } from './ShownText.ts';
import { parseHtml } from './parseHtml.ts';
import { writeNodes, writeShown } from './writeShown.ts';

/** What is no plain prose may be Markdown. */
const MARKED = /[^\p{L}\p{M}\p{N}\s.,'"?()]/u;
/** More of one text than this is counted, not named. */
const MOST_NAMED = 50;

/**
 * A description or a note as its readers see it: written from GitLab's own HTML. What the source says beyond that is reported, and
 * goes along where it was put back: then the source itself stands there.
 */
export function* shownInSteps(source: string, html: string, restored: Restored): Steps<Cleaned> {
  const nodes = parseHtml(html);
  yield html.length;
  const shown = writeNodes(nodes);
  yield html.length;
  return yield* reported(source, shown, shown.text, restored);
}

/** The same at once. */
export function cleanShown(source: string, html: string, restored: Restored): Cleaned {
  return finish(shownInSteps(source, html, restored));
}

/**
 * The same without GitLab's HTML. A text of which nothing is hidden stays as it was written; of any other only what a strict reader
 * of Markdown shows is kept, and nothing of one that cannot be read in reasonable time.
 */
export function* locallyInSteps(source: string, restored: Restored): Steps<Cleaned> {
  if (!MARKED.test(source)) return { text: source, removals: [] };
  const nodes = isTooEntangled(source) ? [] : renderLocally(source);
  yield source.length;
  const shown = writeNodes(nodes);
  yield source.length;
  const isWhole = removedWords(source, shown).length === 0 && !spellsInvisible(source, shown.text);
  const text = isWhole ? source : shown.text;
  yield source.length;
  return yield* reported(source, shown, text, restored);
}

/** The same at once. */
export function cleanLocally(source: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  return finish(locallyInSteps(source, restored));
}

/** Whether a source writes invisible characters by their numbers or names. */
function spellsInvisible(source: string, shown: string): boolean {
  return source.includes('&') && invisibleRuns(shown).length > invisibleRuns(source).length;
}

/** A title goes as it was written; what the page's heading, which is inline Markdown, does not show of it is reported. */
export function reportTitle(title: string, html: string): Removal[] {
  return removalsOf(title, writeShown(html), false).map(({ kind, text }) => ({ kind, text }));
}

function* reported(
  source: string,
  shown: ShownText,
  text: string,
  restored: Restored,
): Steps<Cleaned> {
  const isBack = restored.has(restoreKey(`hidden ${source}`));
  const kept = isBack ? source : text.slice(0, LONGEST_SHOWN).toWellFormed();
  const removals = removalsOf(source, shown, isBack);
  yield source.length;
  return { text: kept, removals, ...(shown.images.length > 0 && { images: shown.images }) };
}

function removalsOf(source: string, shown: ShownText, isBack: boolean): Removal[] {
  const runs = [...new Set(removedWords(source, shown))];
  const more = runs.length - MOST_NAMED;
  const names = [...runs.slice(0, MOST_NAMED), ...(more > 0 ? [`… and ${more} more`] : [])];
  const key = restoreKey(`hidden ${source}`);
  return [
    ...names.map((name) => ({
      kind: 'hidden' as const,
      text: harmless(name),
      key,
      ...(isBack && { restored: true }),
    })),
    ...shown.drawings.map(drawn),
  ];
}

/** A drawing's source is not gone: people see the drawing, Claude its source. */
function drawn({ language, source }: Drawing): Removal {
  return {
    kind: 'hidden',
    text: shorten(harmless(`source of a drawing (${language}): ${source}`)),
  };
}
