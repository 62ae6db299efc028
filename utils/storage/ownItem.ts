import { createStore, get, set, type UseStore } from 'idb-keyval';
import { storage } from 'wxt/utils/storage';
import type { ListItem } from './createList.ts';

let opened: UseStore | null = null;
const store = (): UseStore => (opened ??= createStore('kept', 'items'));

/**
 * A stored value that no content process can read or write. In Chromium that is `storage.local`, once it is locked
 * (`lockStorage.ts`); Firefox has no such lock, so there it lies in the extension's own IndexedDB.
 */
export function ownItem(name: string, fallback: unknown): ListItem {
  if (import.meta.env.BROWSER !== 'firefox') {
    return storage.defineItem<unknown>(`local:${name}`, { fallback, version: 1 });
  }
  return {
    getValue: async () => (await get<unknown>(name, store())) ?? fallback,
    setValue: (value) => set(name, value, store()),
  };
}
