import type { User } from '../../gitlab/entities.ts';
import { cleanCode, cleanInSteps, cleanLine, cleanPlain } from '../clean/clean.ts';
import type { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { Cleaned } from '../clean/Cleaned.ts';
import type { ContextItem, Removal } from '../Context.ts';
import type { Label } from '../Label.ts';
import { HEAD, withoutPlaces } from './heads.ts';
import { markOf, type People } from '../People.ts';
import { NOTHING_RESTORED, type Restored } from '../restoreKeys.ts';
import { finish, type Steps } from '../clean/Steps.ts';

/** Beyond this many UTF-16 units one text is not even cleaned: nothing of it could fit. */
const LONGEST = 100_000;
/** So much of a source is compared with what is shown of it. */
const MOST_COMPARED = 200_000;
const REST = '\n[the rest is left out]';

/** More of GitLab's HTML is not read: what is written of it would be cut. */
const LONGEST_HTML = 200_000;

/** A piece of an item; what the user puts back changes it. Null: the budget did not reach it. */
type Piece = (restored: Restored, budget: CleaningBudget | null) => Steps<Cleaned | null>;
/** Stands in place of a piece that was not reached. */
const UNREACHED = '[left out: this page holds too much text]';

/** What one writing gives: it can always be written again. */
export type WrittenItem = ContextItem & Required<Pick<ContextItem, 'rewrite'>>;

/** Writes one item out of our own words and the cleaned words of others, and keeps what was removed. */
export class Writing {
  readonly #pieces: Piece[] = [];
  /** Our own words. */
  own(text: string): this {
    this.#pieces.push(() => done({ text, removals: [] }));
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
      return this.#others(text, longest, (short, restored) => cleanInSteps(short, { restored }));
    }
    // What is written of the HTML can be longer than its source.
    this.#pieces.push(function* (restored, budget) {
      const read = html.slice(0, LONGEST_HTML);
      // Where the HTML is cut, so is its source, at about the same place: what was not read is not called hidden.
      const compared = Math.ceil((text.length * read.length) / Math.max(1, html.length));
      const source = text.slice(0, Math.min(compared, MOST_COMPARED));
      if (budget?.spend(source.length + read.length) === false) return null;
      const cleaned = yield* cleanInSteps(source, { html: read, restored });
      return withoutHeads(cleaned, cut(cleaned.text, longest, read.length < html.length));
    });
    return this;
  }

  /** Text by others that GitLab shows as it was written. */
  plain(text: string): this {
    return this.#others(text, LONGEST, inOneStep(cleanPlain));
  }

  /** A name, title, label, branch or path by others. */
  line(text: string): this {
    return this.#others(text, LONGEST, inOneStep(cleanLine));
  }

  /** Code by others. */
  code(text: string): this {
    return this.#others(text, LONGEST, inOneStep(cleanCode));
  }

  /** What was cleaned already, with what the user puts back. */
  cleaned(read: (restored: Restored) => Cleaned): this {
    this.#pieces.push((restored) => done(read(restored)));
    return this;
  }

  /** A user's name, which may be a file's too, and whether that user belongs to the project. */
  author(author: User, people: People): this {
    return this.line(`@${author.username}`).own(markOf(author, people));
  }

  /** Something that was not taken out here, and is told with what was. */
  removed(removals: readonly Removal[]): this {
    this.#pieces.push(() => done({ text: '', removals: [...removals] }));
    return this;
  }

  /** @param more what else is known of it */
  item(label: Label, worth: number, more: Partial<ContextItem> = {}): WrittenItem {
    const pieces = this.#pieces.map((piece) => finish(piece(NOTHING_RESTORED, null)));
    return this.#itemOf(pieces, label, worth, more);
  }

  /** The same of what others may have written at any length, with other work in between wherever a slice of the budget is used: an item may have very many pieces. */
  async itemInSlices(
    budget: CleaningBudget,
    label: Label,
    worth: number,
    more: Partial<ContextItem> = {},
  ): Promise<ContextItem> {
    const pieces: (Cleaned | null)[] = [];
    for (const piece of this.#pieces)
      pieces.push(await budget.finish(piece(NOTHING_RESTORED, budget)));
    return this.#itemOf(pieces, label, worth, more);
  }

  #itemOf(
    cleaned: readonly (Cleaned | null)[],
    label: Label,
    worth: number,
    more: Partial<ContextItem>,
  ): WrittenItem {
    // Only what holds something that is put back is cleaned once more.
    const rewrite = (restored: Restored) =>
      joined(
        this.#pieces.map((piece, index) => {
          const before = cleaned[index] ?? null;
          const holds = before?.removals.some(({ key }) => key !== undefined && restored.has(key));
          return holds ? finish(piece(restored, null)) : before;
        }),
      );
    return {
      label,
      ...joined(cleaned),
      ...(cleaned.includes(null) && { unreached: true }),
      rewrite,
      worth,
      ...more,
    };
  }

  #others(
    text: string,
    longest: number,
    cleaning: (text: string, restored: Restored) => Steps<Cleaned>,
  ): this {
    this.#pieces.push(function* (restored, budget) {
      const short = text.slice(0, longest);
      if (budget?.spend(short.length) === false) return null;
      const cleaned = yield* cleaning(short, restored);
      return withoutHeads(cleaned, text.length > longest ? cleaned.text + REST : cleaned.text);
    });
    return this;
  }
}

function* done(cleaned: Cleaned): Steps<Cleaned> {
  yield cleaned.text.length;
  return cleaned;
}

/** Short work. */
function inOneStep(cleaning: (text: string, restored: Restored) => Cleaned) {
  return function* (text: string, restored: Restored): Steps<Cleaned> {
    const cleaned = cleaning(text, restored);
    yield text.length;
    return cleaned;
  };
}

function joined(pieces: readonly (Cleaned | null)[]): Cleaned {
  const images = pieces.flatMap((piece) => piece?.images ?? []);
  return {
    text: pieces.map((piece) => piece?.text ?? UNREACHED).join(''),
    removals: pieces.flatMap((piece) => piece?.removals ?? []),
    ...(images.length > 0 && { images }),
  };
}

function withoutHeads(cleaned: Cleaned, text: string): Cleaned {
  return { ...cleaned, text: withoutPlaces(text) };
}

function cut(text: string, longest: number, isCut: boolean): string {
  if (text.length > longest) return text.slice(0, longest).toWellFormed() + REST;
  return isCut ? text + REST : text;
}

/** A short text by others in one line, for labels. */
export function plainLine(text: string): string {
  return cleanLine(text.slice(0, LONGEST)).text;
}
