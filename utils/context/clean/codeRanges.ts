import type { Range } from './Range.ts';

/** Where a text has code, by its backticks: a run of them ends at the next run of the same length. */
export function codeRanges(text: string): Range[] {
  const runs = [...text.matchAll(/(?<!\\)`+/g)].map(({ index, 0: run }) => ({
    start: index,
    length: run.length,
  }));
  const next = new Map<number, number[]>();
  for (const { start, length } of runs.toReversed()) {
    const starts = next.get(length);
    if (starts) starts.push(start);
    else next.set(length, [start]);
  }
  const ranges: Range[] = [];
  let at = 0;
  for (const { start, length } of runs) {
    if (start < at) continue;
    const ends = next.get(length) ?? [];
    while ((ends.at(-1) ?? Infinity) <= start) ends.pop();
    const end = ends.at(-1);
    if (end === undefined) continue;
    at = end + length;
    ranges.push({ start, end: at });
  }
  return ranges;
}
