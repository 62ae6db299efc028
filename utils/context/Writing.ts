import type { User } from '../gitlab/entities.ts';
import { clean, cleanCode, cleanLine, cleanPlain } from './clean.ts';
import type { CleaningBudget } from './CleaningBudget.ts';
import type { Cleaned } from './Cleaned.ts';
import type { ContextItem, Removal } from './Context.ts';
import { HEAD, withoutPlaces } from './heads.ts';
import { markOf, type People } from './People.ts';
import { NOTHING_RESTORED, type Restored } from './restoreKeys.ts';

/** Beyond this many UTF-16 units one text is not even cleaned: nothing of it could fit. */
const LONGEST = 100_000;
/** So much of a source is compared with what is shown of it. */
const MOST_COMPARED = 300_000;
const REST = '\n[the rest is left out]';

/** More of GitLab's HTML is not read: what is written of it would be cut. */
const LONGEST_HTML = 300_000;

/** A piece of an item; what the user puts back changes it. Null: the budget did not reach it. */
type Piece = (restored: Restored, budget: CleaningBudget | null) => Cleaned | null;
/** Stands in place of a piece that was not reached. */
const UNREACHED = '[left out: this page holds too much text]';

/** Writes one item out of our own words and the cleaned words of others, and keeps what was removed. */
export class Writing {
  readonly #pieces: Piece[] = [];
  readonly #budget: CleaningBudget | null;

  /** @param budget what the page's texts may come to; null for short texts, which have no need of it */
  constructor(budget: CleaningBudget | null = null) {
    this.#budget = budget;
  }

  /** Our own words. */
  own(text: string): this {
    this.#pieces.push(() => ({ text, removals: [] }));
    return this;
  }

  /** Begins the line that says whose words follow, up to the next such line. */
  head(text: string): this {
    return this.own(HEAD + text);
  }

  /**
   * Markdown by others; beyond `longest` UTF-16 units it is cut.
   * @param html GitLab's own rendering of it
   */
  body(
    text: string,
    { html, longest = LONGEST }: { html?: string | undefined; longest?: number } = {},
  ): this {
    if (html === undefined) {
      return this.#others(text, longest, (short, restored) => clean(short, { restored }));
    }
    // What is written of the HTML can be longer than its source.
    this.#pieces.push((restored, budget) => {
      const source = text.slice(0, MOST_COMPARED);
      const read = html.slice(0, LONGEST_HTML);
      const cleaned = cleanIn(budget, source.length + read.length, () =>
        clean(source, { html: read, restored }),
      );
      return cleaned && { ...cleaned, text: cut(cleaned.text, longest) };
    });
    return this;
  }

  /** Text by others that GitLab shows as it was written. */
  plain(text: string): this {
    return this.#others(text, LONGEST, cleanPlain);
  }

  /** A name, title, label, branch or path by others. */
  line(text: string): this {
    return this.#others(text, LONGEST, cleanLine);
  }

  /** Code by others. */
  code(text: string): this {
    return this.#others(text, LONGEST, cleanCode);
  }

  /** What was cleaned already, with what the user puts back. */
  cleaned(read: (restored: Restored) => Cleaned): this {
    this.#pieces.push((restored) => read(restored));
    return this;
  }

  /** A user's name, which may be a file's too, and whether that user belongs to the project. */
  author(author: User, people: People): this {
    return this.line(`@${author.username}`).own(markOf(author, people));
  }

  /** Something that was not taken out here, and is told with what was. */
  removed(removals: readonly Removal[]): this {
    this.#pieces.push(() => ({ text: '', removals: [...removals] }));
    return this;
  }

  item(label: string, worth: number, more: Partial<ContextItem> = {}): ContextItem {
    const rewrite = (restored: Restored, budget: CleaningBudget | null = null) => {
      const pieces = this.#pieces.map((piece) => piece(restored, budget));
      return {
        text: pieces.map((piece) => piece?.text ?? UNREACHED).join(''),
        removals: pieces.flatMap((piece) => piece?.removals ?? []),
        ...(pieces.includes(null) && { unreached: true }),
      };
    };
    return { label, ...rewrite(NOTHING_RESTORED, this.#budget), rewrite, worth, ...more };
  }

  #others(
    text: string,
    longest: number,
    cleaning: (text: string, restored: Restored) => Cleaned,
  ): this {
    this.#pieces.push((restored, budget) => {
      const short = text.slice(0, longest);
      const cleaned = cleanIn(budget, short.length, () => cleaning(short, restored));
      return cleaned && text.length > longest ? { ...cleaned, text: cleaned.text + REST } : cleaned;
    });
    return this;
  }
}

function cleanIn(
  budget: CleaningBudget | null,
  units: number,
  cleaning: () => Cleaned,
): Cleaned | null {
  const cleaned = budget ? budget.clean(units, cleaning) : cleaning();
  return cleaned && { ...cleaned, text: withoutPlaces(cleaned.text) };
}

function cut(text: string, longest: number): string {
  return text.length > longest ? text.slice(0, longest).toWellFormed() + REST : text;
}

/** A short text by others in one line, for labels. */
export function plainLine(text: string): string {
  return cleanLine(text.slice(0, LONGEST)).text;
}
