import type { z } from 'zod';
import { createTurns } from './createTurns.ts';

/** The part of WXT's storage item that a list needs. */
export interface ListItem {
  getValue(): Promise<unknown>;
  setValue(value: unknown): Promise<void>;
}

/** A stored list. Entries that no longer parse are left out. */
export interface StoredList<Entry> {
  list(): Promise<Entry[]>;
  /** Reads, changes and writes; one change at a time. */
  update(change: (entries: Entry[]) => Entry[]): Promise<void>;
}

export function createList<Entry>(item: ListItem, schema: z.ZodType<Entry>): StoredList<Entry> {
  const inTurn = createTurns();
  const read = async () => {
    const value = await item.getValue();
    return (Array.isArray(value) ? value : []).flatMap((entry) => {
      const parsed = schema.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    });
  };
  return {
    list: () => inTurn(read),
    update: (change) => inTurn(async () => item.setValue(change(await read()))),
  };
}
