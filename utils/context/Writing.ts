import { clean, cleanCode, cleanLine } from './clean.ts';
import type { Cleaned } from './Cleaned.ts';
import type { ContextItem, Removal } from './Context.ts';

/** Beyond this many UTF-16 units one text is not even cleaned: nothing of it could fit. */
const LONGEST = 100_000;

/** Writes one item out of our own words and the cleaned words of others, and keeps what was removed. */
export class Writing {
  readonly #pieces: string[] = [];
  readonly #removals: Removal[] = [];

  /** Our own words. */
  own(text: string): this {
    this.#pieces.push(text);
    return this;
  }

  /** Markdown by others. */
  body(text: string): this {
    return this.#others(text, clean);
  }

  /** A name, title, label, branch or path by others. */
  line(text: string): this {
    return this.#others(text, cleanLine);
  }

  /** Code by others. */
  code(text: string): this {
    return this.#others(text, cleanCode);
  }

  item(label: string, worth: number, asked?: boolean): ContextItem {
    const item = { label, text: this.#pieces.join(''), removals: this.#removals, worth };
    return asked ? { ...item, asked } : item;
  }

  #others(text: string, cleaning: (text: string) => Cleaned): this {
    const cleaned = cleaning(text.slice(0, LONGEST));
    const tail = text.length > LONGEST ? '\n[the rest is left out]' : '';
    this.#pieces.push(cleaned.text + tail);
    this.#removals.push(...cleaned.removals);
    return this;
  }
}
