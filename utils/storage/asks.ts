import { z } from 'zod';
import type { PartName } from '../context/Context.ts';
import type { PreviewRequest } from '../preview/Preview.ts';
import { type StoredValue, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

const BOUNDS = { count: 50, bytes: 500_000 };
/** In characters; longer words are not kept. */
const LONGEST = 20_000;

/** What was asked by a run: what a person would have to type and choose again. */
const PART_NAMES = [
  'description',
  'comments',
  'threads',
  'diff',
  'commits',
  'jobs',
  'linked',
  'selection',
] as const satisfies readonly PartName[];

const StoredAsk = z.object({
  id: z.string(),
  words: z.string(),
  preset: z.string(),
  parts: z.partialRecord(z.enum(PART_NAMES), z.boolean()),
  images: z.record(z.string(), z.boolean()).exactOptional(),
  threads: z.array(z.string()).exactOptional(),
  continues: z.string().exactOptional(),
  amends: z.array(z.string()).exactOptional(),
});
export type StoredAsk = z.infer<typeof StoredAsk>;
/** What was asked: enough to ask it again. */
export type RecalledAsk = Omit<StoredAsk, 'id'>;

/** What of a request is kept. */
export function askOf(request: PreviewRequest): RecalledAsk {
  const { words, preset, parts, images, threads, continues, amends } = request;
  return {
    words,
    preset,
    parts,
    ...(images && { images }),
    ...(threads && { threads }),
    ...(continues !== undefined && { continues }),
    ...(amends && { amends }),
  };
}

/** The user's own words of the last asks, apart from the history, which keeps none. */
export interface Asks {
  list(): Promise<StoredAsk[]>;
  find(id: string): Promise<StoredAsk | null>;
  save(ask: StoredAsk): Promise<void>;
  /** Forgets those that `goes` picks. */
  erase(goes: (id: string) => boolean): Promise<void>;
}

export function createAsks(item: StoredValue): Asks {
  const stored = createList(item, StoredAsk);
  return {
    list: () => stored.list(),
    find: async (id) => (await stored.list()).find((ask) => ask.id === id) ?? null,
    save: (ask) =>
      stored.update((asks) =>
        ask.words.length > LONGEST
          ? asks
          : newestWithin([ask, ...asks.filter(({ id }) => id !== ask.id)], BOUNDS),
      ),
    erase: (goes) => stored.update((asks) => asks.filter(({ id }) => !goes(id))),
  };
}
