import { hunksOf, type Hunk } from '../context/describe/hunks.ts';
import type { Diff } from '../gitlab/entities.ts';

/** One line of a file as a merge request's diff has it, with both counters as they stand there: GitLab's line code is made of them. */
export interface NumberedLine {
  kind: 'old' | 'new' | 'same';
  old: number;
  new: number;
  text: string;
}

function linesOf({ text, old: [old], new: [fresh] }: Hunk): NumberedLine[] {
  const at = { old, new: fresh };
  return text
    .split('\n')
    .slice(1)
    .flatMap((line): NumberedLine[] => {
      // What git says of a missing line end, and what follows the last one.
      if (line === '' || line.startsWith('\\')) return [];
      const kind = line.startsWith('+') ? 'new' : line.startsWith('-') ? 'old' : 'same';
      const told: NumberedLine = { kind, ...at, text: line.slice(1) };
      if (kind !== 'new') at.old += 1;
      if (kind !== 'old') at.new += 1;
      return [told];
    });
}

/** Number of the first line behind a hunk, on one side: of none, git names the line before. */
function endOf([start, count]: Hunk['old']): number {
  return count === 0 ? start + 1 : start + count;
}

/** A changed file, line by line: those of its hunks, and by the whole text those around them. */
export class DiffLines {
  /** All lines of the hunks, in their order. */
  readonly shown: readonly NumberedLine[];
  readonly #ends: { old: number; new: number }[];
  /** The lines of the hunks by their number on each side. */
  readonly #numbered: {
    old: ReadonlyMap<number, NumberedLine>;
    new: ReadonlyMap<number, NumberedLine>;
  };
  /** Lines of the file after the change; null where it is not known, or there is none. */
  readonly #text: readonly string[] | null;

  /** @param text the file after the change, where it was read */
  constructor({ diff, deleted_file: gone }: Diff, text: string | null = null) {
    const hunks = hunksOf(diff);
    this.shown = hunks.flatMap(linesOf);
    this.#ends = hunks.map((hunk) => ({ old: endOf(hunk.old), new: endOf(hunk.new) }));
    const numbered = (side: 'old' | 'new', other: 'old' | 'new') =>
      new Map(this.shown.flatMap((line) => (line.kind === other ? [] : [[line[side], line]])));
    this.#numbered = { old: numbered('old', 'new'), new: numbered('new', 'old') };
    this.#text = gone || text === null ? null : text.replace(/\n$/, '').split('\n');
  }

  /** The line with that number on that side; null where there is none, or it is not known. */
  at(side: 'old' | 'new', number: number): NumberedLine | null {
    return this.#numbered[side].get(number) ?? this.#between(side, number);
  }

  /** Numbers, on that side, of the lines with that text: in the hunks, and in the whole file where it was read. */
  find(side: 'old' | 'new', matches: (text: string) => boolean): number[] {
    const shown = [...this.#numbered[side]].flatMap(([number, { text }]) =>
      matches(text) ? [number] : [],
    );
    const whole = side === 'old' ? [] : (this.#text ?? []);
    const numbers = whole.flatMap((text, index) => (matches(text) ? [index + 1] : []));
    return [...new Set([...shown, ...numbers])];
  }

  /** A line between the hunks: it is as it was, so its number differs by what the hunks before it added. */
  #between(side: 'old' | 'new', number: number): NumberedLine | null {
    const before = this.#ends.findLast((end) => end[side] <= number);
    const ahead = before ? before.new - before.old : 0;
    const fresh = side === 'old' ? number + ahead : number;
    const text = this.#text?.[fresh - 1];
    if (text === undefined || this.#numbered.new.has(fresh)) return null;
    return { kind: 'same', old: fresh - ahead, new: fresh, text };
  }
}
