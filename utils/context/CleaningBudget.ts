import type { Cleaned } from './Cleaned.ts';

/** UTF-16 units that the texts of one page may have, all together: thousands of long notes; some seconds of work on a slow machine. */
const PAGE_UNITS = 8_000_000;
/** After so many, whatever else the background has to do comes between: no page makes another site wait. */
const SLICE_UNITS = 50_000;
/** What the shortest text counts: a page of very many is work, too. */
const LEAST_UNITS = 100;

/**
 * How much text of one page is cleaned. It is counted in text and not in time: cleaning grows with the text, and what is read must not
 * depend on how busy a machine is.
 */
export class CleaningBudget {
  #left: number;
  #slice = 0;

  constructor(units = PAGE_UNITS) {
    this.#left = units;
  }

  /**
   * Cleans a text; null, and nothing done, once the page's budget is used up.
   * @param units what is read for it: the source and GitLab's rendering of it
   */
  clean(units: number, cleaning: () => Cleaned): Cleaned | null {
    if (this.#left <= 0) return null;
    const counted = Math.max(LEAST_UNITS, units);
    this.#left -= counted;
    this.#slice += counted;
    return cleaning();
  }

  /** Lets other work go first where a slice of the budget is used. */
  async pause(): Promise<void> {
    if (this.#slice < SLICE_UNITS) return;
    this.#slice = 0;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
