/** What each key stands for is known here alone: a page that reads the panel learns nothing from a key. */
const keys = new Map<string, string>();
const MOST_KEYS = 20_000;

/** Keys of what the user puts back for one ask. */
export type Restored = ReadonlySet<string>;
export const NOTHING_RESTORED: Restored = new Set();

/** A random name for something that was taken out, the same as long as the background lives. */
export function restoreKey(what: string): string {
  const known = keys.get(what);
  if (known !== undefined) return known;
  const key = crypto.randomUUID();
  keys.set(what, key);
  for (const oldest of keys.keys()) {
    if (keys.size <= MOST_KEYS) break;
    keys.delete(oldest);
  }
  return key;
}
