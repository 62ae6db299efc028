import { createStore, get, set, type UseStore } from 'idb-keyval';
import { storage } from 'wxt/utils/storage';
import type { StoredValue } from './createList.ts';
import { moveToOwnStore } from './moveToOwnStore.ts';

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= createStore('kept', 'items'));

/** All that are kept so: known once every item is defined, which is before the first is read. */
const names = new Set<string>();
let moved: Promise<void> | null = null;

/** The store, with what an earlier version kept elsewhere in it. Tried again where it failed. */
async function ready(): Promise<UseStore> {
  moved ??= moveToOwnStore(names, store()).catch((error: unknown) => {
    moved = null;
    throw error;
  });
  await moved;
  return store();
}

/**
 * A stored value that no content process can read or write. In Chromium that is `storage.local`, once it is locked
 * (`lockStorage.ts`); Firefox has no such lock, so there it lies in the extension's own IndexedDB.
 */
export function ownItem(
  name: string,
  fallback: unknown,
  { hasLock = import.meta.env.BROWSER !== 'firefox' } = {},
): StoredValue {
  if (hasLock) return storage.defineItem<unknown>(`local:${name}`, { fallback, version: 1 });
  names.add(name);
  return {
    getValue: async () => (await get<unknown>(name, await ready())) ?? fallback,
    setValue: async (value) => set(name, value, await ready()),
  };
}
