import { createStore, del, get, keys, set } from 'idb-keyval';
import { z } from 'zod';
import { Credential } from './Credential.ts';
import { Sealed, type SessionSeal } from './sessionSeal.ts';

/** Where records lie: a part of IndexedDB. */
export interface SecretStore {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
}

/** Credentials, by the root of their site, or by `triggerName` for a project's trigger token. */
export interface Credentials {
  /** Null where there is none, or where it was kept for a session that is over. */
  get(name: string): Promise<Credential | null>;
  /** For good, or as long as the browser is open. */
  set(name: string, credential: Credential, forSession?: boolean): Promise<void>;
  /** Puts a renewed one in the place of the old one, kept as that was. */
  renew(name: string, credential: Credential): Promise<void>;
  remove(name: string): Promise<void>;
  /** A site's own and those of its projects. */
  removeSite(root: string): Promise<void>;
}

const Stored = z.union([
  // What the first versions stored.
  z.string().transform((token): { kept: Credential } => ({ kept: { kind: 'token', token } })),
  z.object({ kept: Credential }),
  z.object({ sealed: Sealed }),
]);

/** Name of the trigger token of a project; a root holds no space. */
export function triggerName(root: string, projectPath: string): string {
  return `${root} ${projectPath}`;
}

/** The extension's own IndexedDB, which no content script can open; `storage.local` is open to them in Firefox. For the background only. */
export function createSecretStore(): SecretStore {
  const store = createStore('credentials', 'tokens');
  return {
    get: (name) => get(name, store),
    set: (name, value) => set(name, value, store),
    remove: (name) => del(name, store),
    names: async () => (await keys(store)).map(String),
  };
}

export function createCredentials(store: SecretStore, seal: SessionSeal): Credentials {
  const read = async (name: string) => {
    const parsed = Stored.safeParse(await store.get(name));
    return parsed.success ? parsed.data : null;
  };
  const write = async (name: string, credential: Credential, forSession: boolean) =>
    store.set(
      name,
      forSession ? { sealed: await seal.close(JSON.stringify(credential)) } : { kept: credential },
    );
  return {
    async get(name) {
      const stored = await read(name);
      if (stored === null || 'kept' in stored) return stored?.kept ?? null;
      const text = await seal.open(stored.sealed);
      if (text !== null) return Credential.parse(JSON.parse(text));
      await store.remove(name);
      return null;
    },
    set: (name, credential, forSession = false) => write(name, credential, forSession),
    async renew(name, credential) {
      const stored = await read(name);
      // Removed meanwhile: it stays so.
      if (stored !== null) await write(name, credential, 'sealed' in stored);
    },
    remove: (name) => store.remove(name),
    async removeSite(root) {
      const all = await store.names();
      const gone = all.filter((name) => name === root || name.startsWith(`${root} `));
      await Promise.all(gone.map((name) => store.remove(name)));
    },
  };
}
