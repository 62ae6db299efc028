import type { SecretStore } from '../../../utils/sites/credentials.ts';

const secrets = new Map<string, unknown>();

/** Stands in for IndexedDB, which Node lacks. */
export const memorySecrets: SecretStore = {
  get: async (name) => secrets.get(name),
  set: async (name, value) => void secrets.set(name, value),
  remove: async (name) => void secrets.delete(name),
  names: async () => [...secrets.keys()],
};

export function forgetSecrets(): void {
  secrets.clear();
}
