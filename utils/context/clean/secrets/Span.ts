/** Where a credential stands in a text: UTF-16 units, the end not included. */
export interface Span {
  kind: string;
  start: number;
  end: number;
}

/** Spans that overlap as one, by the kind of the first given; in the order of the text. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const sorted = spans
    .map((span, rank) => ({ ...span, rank }))
    .toSorted((one, other) => one.start - other.start);
  const joined: (typeof sorted)[number][] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last === undefined || span.start >= last.end) {
      joined.push(span);
      continue;
    }
    last.end = Math.max(last.end, span.end);
    if (span.rank < last.rank) {
      last.rank = span.rank;
      last.kind = span.kind;
    }
  }
  return joined.map(({ kind, start, end }) => ({ kind, start, end }));
}
