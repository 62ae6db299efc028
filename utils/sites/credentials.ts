import { createStore, del, get, set } from 'idb-keyval';

/** Tokens, by the root of their site. */
export interface Credentials {
  get(root: string): Promise<string | null>;
  set(root: string, token: string): Promise<void>;
  remove(root: string): Promise<void>;
}

/** In the extension's own IndexedDB, which no content script can open; `storage.local` is open to them in Firefox. For the background only. */
export function createCredentials(): Credentials {
  const store = createStore('credentials', 'tokens');
  return {
    async get(root) {
      const token: unknown = await get(root, store);
      return typeof token === 'string' ? token : null;
    },
    set: (root, token) => set(root, token, store),
    remove: (root) => del(root, store),
  };
}
