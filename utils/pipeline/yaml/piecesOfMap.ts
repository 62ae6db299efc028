import type { CST } from 'yaml';

/** Tokens that are made into values before others go first. */
const SLICE = 3_000;
/** More in one entry of the file, which cannot be divided, nobody writes: a script of any length is one. */
const MOST_IN_ONE = 30_000;

type Item = CST.BlockMap['items'][number];

/** How many tokens stand in one entry; no longer counted than it matters. */
function weightOf(item: Item): number {
  let weight = 0;
  const open: (Partial<Item> | CST.CollectionItem)[] = [item];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    weight += (next.start?.length ?? 0) + (next.sep?.length ?? 0) + 1;
    if (weight > MOST_IN_ONE) return weight;
    for (const token of [next.key, next.value]) {
      if (token && 'items' in token) for (const inner of token.items) open.push(inner);
      else weight += 1;
      if (token && 'end' in token && Array.isArray(token.end)) weight += token.end.length;
    }
  }
  return weight;
}

/** What gives the whole document a name or a type. */
function hasProperties({ start }: CST.Document): boolean {
  return start.some(({ type }) => type === 'anchor' || type === 'tag');
}

function offsetOf([first]: Item[]): number | undefined {
  return first?.start[0]?.offset ?? first?.key?.offset;
}

/**
 * A document in pieces that are documents, each with some entries of its map; one that holds no map is one piece. Null where one of
 * them takes too long to be made into values.
 */
export function piecesOfMap(document: CST.Document): CST.Document[] | null {
  const { value, end, ...head } = document;
  if (value?.type !== 'block-map' || hasProperties(document)) {
    const whole = { start: document.start, key: value ?? null, sep: end ?? [] };
    return weightOf(whole) > MOST_IN_ONE ? null : [document];
  }
  const groups: Item[][] = [];
  let filled = SLICE;
  for (const item of value.items) {
    const weight = weightOf(item);
    if (weight > MOST_IN_ONE) return null;
    if (filled >= SLICE) {
      groups.push([]);
      filled = 0;
    }
    groups.at(-1)?.push(item);
    filled += weight;
  }
  return groups.map((items, index) => ({
    ...head,
    value: { ...value, items, offset: offsetOf(items) ?? value.offset },
    ...(index === groups.length - 1 && end && { end }),
  }));
}
