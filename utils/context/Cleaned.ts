import type { Removal } from './Context.ts';

/** A text after one step of cleaning, and what that step took out of it. */
export interface Cleaned {
  text: string;
  removals: Removal[];
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
export function inTurn(text: string, steps: readonly ((text: string) => Cleaned)[]): Cleaned {
  return steps.reduce<Cleaned>(
    (before, step) => {
      const after = step(before.text);
      return { text: after.text, removals: [...before.removals, ...after.removals] };
    },
    { text, removals: [] },
  );
}

/** What was taken out of a text that nothing is put back into. */
export function forGood(removals: readonly Removal[]): Removal[] {
  return removals.map(({ kind, text }) => ({ kind, text }));
}
