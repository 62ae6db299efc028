import { byteLength, cutToBytes, inKilobytes, sizeOf } from './byteLength.ts';
import { type ContextItem, type ContextPart, type PartName, type Tier, TIERS } from './Context.ts';

/** How much a prompt takes unless the user says otherwise, in UTF-8 bytes: leaves room for escaping below what one variable can carry. */
export const PROMPT_BUDGET = 96 * 1024;

/** What the things of a part are worth unless they say otherwise. */
const TIER_OF: Record<PartName, Tier> = {
  description: 'description',
  comments: 'older',
  threads: 'older',
  diff: 'changes',
  commits: 'commits',
  jobs: 'jobs',
  linked: 'linked',
  selection: 'selection',
};

/** Below this many bytes a beginning of something is not worth its place. */
const SMALLEST_BEGINNING = 512;
/** Bytes of the lines about what one part lacks; beyond it they are counted instead of named. */
const MOST_LINES = 4_000;

interface Candidate {
  part: ContextPart;
  item: ContextItem;
}

function rank({ part, item }: Candidate): number {
  return TIERS.indexOf(item.tier ?? (item.asked ? 'asked' : TIER_OF[part.name]));
}

/** The lines about what a part lacks, the last of them a count where they are too many. */
function bounded(lines: readonly string[]): string[] {
  let bytes = 0;
  const named = lines.findIndex((line) => {
    bytes += byteLength(line) + 12;
    return bytes > MOST_LINES;
  });
  return named === -1
    ? [...lines]
    : [...lines.slice(0, named), `and ${lines.length - named} more that are not named here`];
}

function lineOf(item: ContextItem, kept: string): string {
  if (kept === '') return `${item.label}: left out (${inKilobytes(sizeOf(item))})`;
  const bytes = inKilobytes(byteLength(item.text));
  return `${item.label}: cut after ${inKilobytes(byteLength(kept))} of ${bytes}`;
}

/**
 * Keeps the most needed (`TIERS`, then `worth`) until all parts together would take more than `budget` bytes; the first that
 * does not fit is cut, what is worth less is left out. Each thing left out is one line of its part's `cut`, up to a bound.
 */
export function fitToBudget(parts: readonly ContextPart[], budget: number): ContextPart[] {
  const candidates = parts
    .flatMap((part) => part.items.map((item) => ({ part, item })))
    .toSorted((one, other) => rank(other) - rank(one) || other.item.worth - one.item.worth);
  const kept = new Map<ContextItem, string>();
  let room = budget;
  let full = false;
  for (const { item } of candidates) {
    const bytes = full ? 0 : byteLength(item.text);
    if (!full && bytes <= room) {
      room -= bytes;
      continue;
    }
    kept.set(item, !full && room >= SMALLEST_BEGINNING ? cutToBytes(item.text, room) : '');
    full = true;
  }
  return parts.map((part) => {
    const lines = part.items.flatMap((item) => {
      const text = kept.get(item);
      return text === undefined ? [] : [lineOf(item, text)];
    });
    return {
      ...part,
      items: part.items.flatMap((item) => {
        const text = kept.get(item);
        if (text === undefined) return [item];
        return text === '' ? [] : [{ ...item, text }];
      }),
      cut: bounded([...part.cut, ...lines]),
    };
  });
}
