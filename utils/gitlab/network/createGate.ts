/**
 * Lets at most `most` works run at once, and at most `mostInBulk` of those that come in bulk; the others wait in the order in
 * which they came. So a place stays free for what others wait for.
 */
export function createGate(most: number, mostInBulk: number) {
  const waiting: { isBulk: boolean; start: () => void }[] = [];
  let running = 0;
  let inBulk = 0;

  function admit(): void {
    const index = waiting.findIndex(({ isBulk }) => !isBulk || inBulk < mostInBulk);
    const next = running < most ? waiting[index] : undefined;
    if (next === undefined) return;
    waiting.splice(index, 1);
    running += 1;
    if (next.isBulk) inBulk += 1;
    next.start();
  }

  return async <Value>(isBulk: boolean, work: () => Promise<Value>): Promise<Value> => {
    await new Promise<void>((resolve) => {
      waiting.push({ isBulk, start: resolve });
      admit();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      if (isBulk) inBulk -= 1;
      admit();
    }
  };
}

/** What a browser opens to one host by HTTP/1.1; more would only wait there. */
const READS_AT_ONCE = 6;
/** Later pages of lists leave a place for what comes after first ones: a job's log waits for two lists. */
const LATER_PAGES_AT_ONCE = 5;

export type Gate = ReturnType<typeof createGate>;

/** The gate before the reads of one site. */
export function readingGate(): Gate {
  return createGate(READS_AT_ONCE, LATER_PAGES_AT_ONCE);
}
