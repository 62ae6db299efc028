import { byFolder, type OmittedFile } from './byFolder.ts';
import { byteLength, cutToBytes, sizeOf } from './byteLength.ts';
import { type ContextItem, type ContextPart, type PartName, type Tier, TIERS } from './Context.ts';
import { type Cut, cutText } from './Cut.ts';
import { openFence } from './openFence.ts';

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

/** Up to so many things that are left out are named one by one, and so many of more. */
const MOST_SINGLE = 8;
const MOST_NAMES = 5;

/** Below this many bytes a beginning of something is not worth its place. */
const SMALLEST_BEGINNING = 512;
/** Bytes of the lines about what one part lacks; beyond it they are counted instead of named. */
const MOST_LINES = 4_000;

/** Where the further parts of a file would stand. */
const GAP = '\n[what follows of this file is left out here]';
const CUT = '\n[cut here: the rest is left out]';
/** Bytes of what closes a block of code that was cut. */
const FENCE = 16;

interface Candidate {
  part: ContextPart;
  item: ContextItem;
}

function rank({ part, item }: Candidate): number {
  return TIERS.indexOf(item.tier ?? TIER_OF[part.name]);
}

/** What a part lacks, the last of it a count where that would take too many lines. */
function bounded(cuts: readonly Cut[]): Cut[] {
  let bytes = 0;
  const named = cuts.findIndex((cut) => {
    bytes += byteLength(cutText(cut)) + 12;
    return bytes > MOST_LINES;
  });
  return named === -1
    ? [...cuts]
    : [...cuts.slice(0, named), { kind: 'more', count: cuts.length - named }];
}

/** Each thing that is left out, or all in one where they are many; of changed files each file or folder. */
function leftOut(name: PartName, items: readonly ContextItem[]): Cut[] {
  const others = items.filter(({ file }) => !file);
  const byPath = new Map<string, { gone: number; parts: number; bytes: number }>();
  for (const item of items) {
    if (!item.file) continue;
    const { path, parts } = item.file;
    const { gone, bytes } = byPath.get(path) ?? { gone: 0, bytes: 0 };
    byPath.set(path, { gone: gone + 1, parts, bytes: bytes + sizeOf(item) });
  }
  const files = [...byPath].map(([path, { gone, parts, bytes }]): OmittedFile => {
    return { path, why: gone === parts ? 'left_out' : { gone, parts }, bytes };
  });
  return [
    ...byFolder(files),
    ...(name !== 'diff' && others.length > MOST_SINGLE
      ? [together(others)]
      : others.map((item): Cut => ({
          kind: 'omitted',
          label: item.label,
          why: 'left_out',
          bytes: sizeOf(item),
        }))),
  ];
}

/** Many things of one part, such as older threads: a few by name, the others by number. */
function together(items: readonly ContextItem[]): Cut {
  return {
    kind: 'several',
    count: items.length,
    bytes: items.reduce((sum, item) => sum + sizeOf(item), 0),
    labels: items.slice(0, MOST_NAMES).map(({ label }) => label),
  };
}

/** The beginning of an item in `room` bytes, with a mark where it was cut. */
function beginning(item: ContextItem, room: number): string {
  const kept = cutToBytes(item.text, room - byteLength(CUT) - FENCE);
  const fence = openFence(kept);
  return kept + (fence === '' ? '' : `\n${fence}`) + CUT;
}

/** Whether further parts of the same file would stand behind this one. */
function hasGap(
  item: ContextItem,
  next: ContextItem | undefined,
  kept: ReadonlyMap<ContextItem, ContextItem>,
): boolean {
  // What was cut says so itself.
  if (!item.file || kept.get(item) !== item) return false;
  return next?.file?.path === item.file.path && !kept.has(next);
}

/** What is kept, with what is left of the budget given to what can say more. */
function grown(
  kept: ReadonlyMap<ContextItem, ContextItem>,
  room: number,
): ReadonlyMap<ContextItem, ContextItem> {
  const result = new Map(kept);
  let left = room;
  let waiting = [...kept.keys()].filter(({ grow }) => grow).length;
  for (const item of kept.keys()) {
    if (!item.grow) continue;
    const bytes = byteLength(item.text);
    const more = item.grow(bytes + Math.floor(left / waiting));
    waiting -= 1;
    const added = byteLength(more.text) - bytes;
    if (added <= 0 || added > left) continue;
    left -= added;
    result.set(item, { ...item, ...more });
  }
  return result;
}

/**
 * Keeps the most needed (`TIERS`, then `worth`) until all parts together would take more than `budget` bytes; the first that
 * does not fit is cut, what is worth less is left out. Each thing left out is told in its part's `cut`, up to a bound. Where
 * all fits, what can say more does.
 */
export function fitToBudget(parts: readonly ContextPart[], budget: number): ContextPart[] {
  const candidates = parts
    .flatMap((part) => part.items.map((item) => ({ part, item })))
    .toSorted((one, other) => rank(other) - rank(one) || other.item.worth - one.item.worth);
  const kept = new Map<ContextItem, ContextItem>();
  const shortened = new Map<ContextItem, Cut>();
  let room = budget;
  let full = false;
  for (const { item } of candidates) {
    if (full) continue;
    const bytes = byteLength(item.text) + (item.file ? byteLength(GAP) : 0);
    if (bytes <= room) {
      room -= bytes;
      kept.set(item, item);
      continue;
    }
    full = true;
    if (room < SMALLEST_BEGINNING) continue;
    const text = beginning(item, room);
    shortened.set(item, {
      kind: 'shortened',
      label: item.label,
      kept: byteLength(text),
      bytes: byteLength(item.text),
    });
    kept.set(item, { ...item, text });
  }
  const shown = full ? kept : grown(kept, room);
  return parts.map((part) => {
    const gone = part.items.filter((item) => !kept.has(item));
    const cut = part.items.flatMap((item) => shortened.get(item) ?? []);
    return {
      ...part,
      items: part.items.flatMap((item, index) => {
        const one = shown.get(item);
        if (!one) return [];
        return hasGap(item, part.items[index + 1], kept)
          ? [{ ...one, text: one.text + GAP }]
          : [one];
      }),
      cut: bounded([...part.cut, ...cut, ...leftOut(part.name, gone)]),
    };
  });
}
