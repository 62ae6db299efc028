import type { Cleaned } from './Cleaned.ts';

/** Milliseconds that the texts of one page may take to clean, all together: linear forms need a fraction of it for what people read. */
const PAGE_MS = 2000;

let left: number | null = null;

/** Does work in which texts are cleaned, within one budget of time. The work waits for nothing, so no other page's comes between. */
export function withCleaningTime<Value>(work: () => Value): Value {
  left = PAGE_MS;
  try {
    return work();
  } finally {
    left = null;
  }
}

/** Cleans a text; null, and nothing done, once the page's time is used up. */
export function cleanInTime(text: string, cleaning: (text: string) => Cleaned): Cleaned | null {
  if (left === null) return cleaning(text);
  if (left <= 0) return null;
  const start = performance.now();
  const cleaned = cleaning(text);
  left -= performance.now() - start;
  return cleaned;
}
