import type { z } from 'zod';
import { createTurns } from './createTurns.ts';

/** The part of WXT's storage item that a list needs. */
export interface StoredValue {
  getValue(): Promise<unknown>;
  setValue(value: unknown): Promise<void>;
}

/**
 * A stored list. What another version wrote stays: an entry that does not parse is not listed, one that is not changed is
 * written as it was read.
 */
export interface StoredList<Entry> {
  list(): Promise<Entry[]>;
  /** Reads, changes and writes; one change at a time. `dropUnknown` forgets what does not parse, too. */
  update(change: (entries: Entry[]) => Entry[], options?: { dropUnknown: boolean }): Promise<void>;
}

/** Of what does not parse at most so many entries, and so many characters of JSON, are kept. */
const MOST_UNKNOWN = { count: 200, characters: 500_000 };

/** Bounds what nobody here can read, so that it pushes nothing else out. */
function bounded(unknown: readonly unknown[]): unknown[] {
  let room = MOST_UNKNOWN.characters;
  return unknown.slice(0, MOST_UNKNOWN.count).filter((entry) => {
    room -= JSON.stringify(entry).length;
    return room >= 0;
  });
}

export function createList<Entry extends object>(
  item: StoredValue,
  schema: z.ZodType<Entry>,
): StoredList<Entry> {
  const inTurn = createTurns();
  const read = async () => {
    const value = await item.getValue();
    const entries: Entry[] = [];
    const asRead = new Map<Entry, unknown>();
    const unknown: unknown[] = [];
    for (const entry of Array.isArray(value) ? value : []) {
      const parsed = schema.safeParse(entry);
      if (parsed.success) {
        entries.push(parsed.data);
        asRead.set(parsed.data, entry);
      }
      // What is no record was written by no version.
      else if (typeof entry === 'object' && entry !== null) unknown.push(entry);
    }
    return { entries, asRead, unknown };
  };
  return {
    list: () => inTurn(async () => (await read()).entries),
    update: (change, { dropUnknown } = { dropUnknown: false }) =>
      inTurn(async () => {
        const { entries, asRead, unknown } = await read();
        const changed = change(entries).map((entry) => asRead.get(entry) ?? entry);
        await item.setValue([...changed, ...(dropUnknown ? [] : bounded(unknown))]);
      }),
  };
}
