/** A stretch of a text, in UTF-16 units, `end` exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** Whether `at` lies in one of `ranges`, which stand in order and do not overlap; gives that one. */
export function rangeAt<Found extends Range>(ranges: readonly Found[], at: number): Found | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || range.start > at) high = middle;
    else if (range.end <= at) low = middle + 1;
    else return range;
  }
  return null;
}

/** `ranges` in order, those that touch or overlap made one. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}
