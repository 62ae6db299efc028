const BASE = 1_000;
/** A pattern that is slower than a plain search by less than this has not begun to grow. */
export const NOISE = 60;

/** The least time of several, in milliseconds of the processor: others' work on this machine does not count into it, the collector's does. */
export function leastTime(work: () => unknown, times: number): number {
  let least = Infinity;
  for (let run = 0; run < times; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** How much longer twice the text takes, by the last of two doublings; 1 where it takes hardly more than looking once. */
export function growthOf(
  work: (text: string) => unknown,
  make: (length: number) => string,
): number {
  const longest = make(4 * BASE);
  const plain = leastTime(() => /[^\u0001]*\u0002/y.test(longest), 3);
  if (leastTime(() => work(longest), 2) < NOISE * plain) return 1;
  let best = Infinity;
  for (let round = 0; round < 4 && best > 2.5; round += 1) {
    const [once, twice, four] = [BASE, 2 * BASE, 4 * BASE].map((length) => {
      const text = make(length);
      return leastTime(() => work(text), 3);
    }) as [number, number, number];
    best = Math.min(best, Math.max(twice / once, four / twice));
  }
  return best;
}
