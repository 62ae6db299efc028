import { fenced } from '../outcome/markdown/writeCode.ts';
import type { Place } from './findPlace.ts';

/** GitLab takes suggestions of at most so many lines above the note's own. */
const MOST_ABOVE = 100;

/** Blocks of the text that would be suggestions for lines which nobody has checked. */
const OWN_BLOCKS =
  /^([ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?:`{3,}|~{3,}))[ \t]*suggestion[^\n]*/gim;

/** A finding's words without suggestions of their own. */
export function withoutSuggestions(text: string): string {
  return text.replace(OWN_BLOCKS, '$1');
}

/**
 * GitLab's block for replacing a place's lines; null where there is nothing to replace, or the block would do more than that.
 * @param place of the finding; its note stands at the last line
 */
export function suggestionBlock(place: Place, replacement: string): string | null {
  const { lines } = place;
  // The last line has to be there after the change, and what lies above it, too.
  if (lines.some(({ kind }) => kind === 'old')) return null;
  if (replacement.replace(/\n$/, '') === lines.map(({ text }) => text).join('\n')) return null;
  return blockFor(lines.length - 1, replacement);
}

/**
 * The same for a note that stands so many lines below the first one. A block is byte for byte, so a line that GitLab may read as a
 * command cannot stand in one: then null.
 */
export function blockFor(above: number, replacement: string): string | null {
  const code = replacement.replace(/\n$/, '');
  if (above < 0 || above > MOST_ABOVE) return null;
  const block = fenced(`suggestion:-${above}+0`, code);
  if (!block.includes(`\n${code}\n`)) return null;
  // Without any line the lines are taken away.
  return replacement === '' ? block.replace('\n\n', '\n') : block;
}

/** The same as code alone, where it cannot be a suggestion. */
export function plainBlock(replacement: string): string {
  return fenced('', replacement.replace(/\n$/, ''));
}
