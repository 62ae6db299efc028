import type { Cleaned } from './Cleaned.ts';

/** Milliseconds that the texts of one page may take to clean, all together: linear forms need a fraction of it for what people read. */
const PAGE_MS = 2000;
/** After so many, whatever else the background has to do comes between: no page makes another site wait. */
const SLICE_MS = 50;

/** The time that cleaning one page may take. */
export class CleaningTime {
  #used = 0;
  #slice = 0;

  /** Cleans a text; null, and nothing done, once the page's time is used up. */
  clean(text: string, cleaning: (text: string) => Cleaned): Cleaned | null {
    if (this.#used >= PAGE_MS) return null;
    const start = performance.now();
    const cleaned = cleaning(text);
    const took = performance.now() - start;
    this.#used += took;
    this.#slice += took;
    return cleaned;
  }

  /** Lets other work go first where a slice of the time is used. */
  async pause(): Promise<void> {
    if (this.#slice < SLICE_MS) return;
    this.#slice = 0;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
