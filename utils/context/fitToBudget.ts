import { byteLength, cutToBytes } from './byteLength.ts';
import type { ContextItem, ContextPart, PartName } from './Context.ts';

/** How much a prompt may take, in UTF-8 bytes: leaves room for escaping below what one variable can carry. */
export const PROMPT_BUDGET = 96 * 1024;

/** What is cut first stands first. The thread asked from comes after all of it, what is selected last. */
export const CUT_ORDER: readonly PartName[] = [
  'commits',
  'linked',
  'jobs',
  'comments',
  'threads',
  'diff',
  'description',
  'selection',
];

/** Below this many bytes a beginning of something is not worth its place. */
const SMALLEST_BEGINNING = 512;

interface Candidate {
  part: ContextPart;
  item: ContextItem;
}

function rank({ part, item }: Candidate): number {
  if (item.asked) return CUT_ORDER.indexOf('description') + 0.5;
  return CUT_ORDER.indexOf(part.name);
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** Leaves out the least needed first until all parts together take at most `budget` bytes; each thing left out is one line of its part's `cut`. */
export function fitToBudget(parts: ContextPart[], budget: number): ContextPart[] {
  const candidates = parts
    .flatMap((part) => part.items.map((item) => ({ part, item })))
    .toSorted((one, other) => rank(one) - rank(other) || one.item.worth - other.item.worth);
  const kept = new Map<ContextItem, ContextItem | null>();
  const cuts = new Map<ContextPart, string[]>();
  let total = candidates.reduce((sum, { item }) => sum + byteLength(item.text), 0);
  for (const { part, item } of candidates) {
    if (total <= budget) break;
    const bytes = byteLength(item.text);
    const room = bytes - (total - budget);
    const text = room >= SMALLEST_BEGINNING ? cutToBytes(item.text, room) : '';
    kept.set(item, text === '' ? null : { ...item, text });
    total -= bytes - byteLength(text);
    const what =
      text === ''
        ? `${item.label}: left out (${inKilobytes(bytes)})`
        : `${item.label}: cut after ${inKilobytes(byteLength(text))} of ${inKilobytes(bytes)}`;
    cuts.set(part, [...(cuts.get(part) ?? []), what]);
  }
  return parts.map((part) => ({
    ...part,
    items: part.items.flatMap((item) => {
      const left = kept.get(item);
      return left === null ? [] : [left ?? item];
    }),
    cut: [...part.cut, ...(cuts.get(part) ?? [])],
  }));
}
