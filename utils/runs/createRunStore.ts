import { type StoredValue, createList } from '../storage/createList.ts';
import { newestWithin } from '../storage/newestWithin.ts';
import type { RunStore } from './RunBook.ts';
import { StoredRun } from './StoredRun.ts';

/** Chromium's `storage.local` ends at 10 MB. */
const BOUNDS = { count: 200, bytes: 4_000_000 };

/** The history of runs, newest first: the oldest go when there are more than 200, or 4 MB. */
export function createRunStore(item: StoredValue): RunStore {
  const stored = createList(item, StoredRun);
  return {
    list: () => stored.list(),
    erase: (stays) => stored.update((runs) => runs.filter(stays), { dropUnknown: true }),
    save: (run) =>
      stored.update((runs) => {
        const others = runs.filter(({ id }) => id !== run.id);
        const newestFirst = [run, ...others].toSorted((one, other) =>
          other.createdAt.localeCompare(one.createdAt),
        );
        return newestWithin(newestFirst, BOUNDS);
      }),
  };
}
