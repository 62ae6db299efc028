import type { Removal } from '../Context.ts';
import { finish, type Steps } from './Steps.ts';
import type { Upload } from '../Upload.ts';

/** A text after one step of cleaning, and what that step took out of it. */
export interface Cleaned {
  text: string;
  removals: Removal[];
  /** What it shows beside its words. */
  images?: Upload[];
}

const SHOWN = 200;

/** `text` in one line, short enough to show. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN
    ? line
    : `${line.slice(0, SHOWN - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Runs steps one after another, gathering what each took out. */
export function runCleaners(text: string, steps: readonly ((text: string) => Cleaned)[]): Cleaned {
  return finish(inSteps({ text, removals: [] }, steps));
}

/** The same of what was cleaned in part already. */
export function* inSteps(
  before: Cleaned,
  steps: readonly ((text: string) => Cleaned)[],
): Steps<Cleaned> {
  let { text, removals } = before;
  for (const step of steps) {
    const after = step(text);
    yield text.length;
    text = after.text;
    removals = [...removals, ...after.removals];
  }
  return { ...before, text, removals };
}

/** What was taken out of a text that nothing is put back into. */
export function forGood(removals: readonly Removal[]): Removal[] {
  return removals.map(({ kind, text }) => ({ kind, text }));
}
