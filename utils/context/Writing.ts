import type { User } from '../gitlab/entities.ts';
import { clean, cleanCode, cleanLine } from './clean.ts';
import { cleanInTime } from './cleaningTime.ts';
import type { Cleaned } from './Cleaned.ts';
import type { ContextItem, Removal } from './Context.ts';
import { markOf, type People } from './People.ts';

/** Beyond this many UTF-16 units one text is not even cleaned: nothing of it could fit. */
const LONGEST = 100_000;

/** Writes one item out of our own words and the cleaned words of others, and keeps what was removed. */
export class Writing {
  readonly #pieces: string[] = [];
  readonly #removals: Removal[] = [];
  #reached = true;

  /** Our own words. */
  own(text: string): this {
    this.#pieces.push(text);
    return this;
  }

  /** Markdown by others; beyond `longest` UTF-16 units it is cut. */
  body(text: string, longest = LONGEST): this {
    return this.#others(text, clean, longest);
  }

  /** A name, title, label, branch or path by others. */
  line(text: string): this {
    return this.#others(text, cleanLine, LONGEST);
  }

  /** Code by others. */
  code(text: string): this {
    return this.#others(text, cleanCode, LONGEST);
  }

  /** A user's name, which may be a file's too, and whether that user belongs to the project. */
  author(author: User, people: People): this {
    return this.line(`@${author.username}`).own(markOf(author, people));
  }

  item(label: string, worth: number, more: Partial<ContextItem> = {}): ContextItem {
    const text = this.#pieces.join('');
    const unreached = this.#reached ? {} : { unreached: true };
    return { label, text, removals: this.#removals, worth, ...unreached, ...more };
  }

  #others(text: string, cleaning: (text: string) => Cleaned, longest: number): this {
    const cleaned = cleanInTime(text.slice(0, longest), cleaning);
    if (cleaned === null) {
      this.#reached = false;
      this.#pieces.push('[left out: this page takes too long to clean]');
      return this;
    }
    const tail = text.length > longest ? '\n[the rest is left out]' : '';
    this.#pieces.push(cleaned.text + tail);
    this.#removals.push(...cleaned.removals);
    return this;
  }
}

/** A short text by others in one line, for labels. */
export function plainLine(text: string): string {
  return cleanLine(text.slice(0, LONGEST)).text;
}
