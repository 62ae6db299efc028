import type { StoredValue } from '../../../utils/storage/createList.ts';
import { createCredentials, type SecretStore } from '../../../utils/sites/credentials.ts';
import { createSessionSeal } from '../../../utils/sites/sessionSeal.ts';

/** Credentials as the extension keeps them, with both of its stores open to look into. */
export function openSecrets() {
  const records = new Map<string, unknown>();
  const session: { key: unknown } = { key: null };
  const store: SecretStore = {
    get: async (name) => records.get(name),
    set: async (name, value) => void records.set(name, value),
    remove: async (name) => void records.delete(name),
    names: async () => [...records.keys()],
  };
  const item: StoredValue = {
    getValue: async () => session.key,
    setValue: async (value) => {
      session.key = value;
    },
  };
  const credentials = createCredentials(store, createSessionSeal(item));
  return { credentials, records, session };
}
