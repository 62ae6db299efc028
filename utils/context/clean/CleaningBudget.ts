import { giveWay } from './giveWay.ts';
import type { Steps } from './Steps.ts';

/** UTF-16 units that the texts of one page may have, all together: thousands of long notes; some seconds of work on a slow machine. */
const PAGE_UNITS = 8_000_000;
/**
 * After so many, gone through by one step or several, whatever else the background has to do comes between: no page makes another site wait.
 * On a slow machine that is a tenth of a second of the worst texts.
 */
const SLICE_UNITS = 100_000;
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
   * Takes what a text needs; false once the page's budget is used up.
   * @param units what is read for it: the source and GitLab's rendering of it
   */
  spend(units: number): boolean {
    if (this.#left <= 0) return false;
    this.#left -= Math.max(LEAST_UNITS, units);
    return true;
  }

  /** Counts what a step went through. */
  count(units: number): void {
    this.#slice += Math.max(LEAST_UNITS, units);
  }

  /** Does the steps, and lets other work go first wherever a slice of the budget is used. */
  async finish<Value>(steps: Steps<Value>): Promise<Value> {
    let step = steps.next();
    while (!step.done) {
      this.count(step.value);
      await this.pause();
      step = steps.next();
    }
    return step.value;
  }

  /** Lets other work go first where a slice of the budget is used. */
  async pause(): Promise<void> {
    if (this.#slice < SLICE_UNITS) return;
    this.#slice = 0;
    await giveWay();
  }
}
