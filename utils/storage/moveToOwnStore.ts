import { get, set, type UseStore } from 'idb-keyval';
import { browser } from 'wxt/browser';
import { z } from 'zod';

/** Set once the values of `storage.local` have been taken over: what anybody writes there afterwards is never read. */
const MARK = 'moved';
const RECENT_MS = 60_000;

const Ended = z.looseObject({ createdAt: z.iso.datetime(), finishedAt: z.iso.datetime() });

/**
 * Of runs those alone that have ended, as if all was done about them: the others may have been written by anybody, and a
 * background acts for an open one (it cancels its duplicates).
 */
function endedRuns(value: unknown, now: number): unknown[] {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    const run = Ended.safeParse(entry);
    if (!run.success || Date.parse(run.data.createdAt) > now - RECENT_MS) return [];
    const { toCancel: _toCancel, ...rest } = run.data;
    return [{ ...rest, listedAt: new Date(now).toISOString() }];
  });
}

/**
 * Takes the named values over from `storage.local`, where earlier versions kept them in Firefox too, and empties it: once in the
 * life of a profile. Whoever reads one parses it, as always.
 */
export async function moveToOwnStore(names: Iterable<string>, store: UseStore): Promise<void> {
  if ((await get<unknown>(MARK, store)) !== undefined) return;
  const before = await browser.storage.local.get(null);
  for (const name of names) {
    const value: unknown = before[name];
    if (value === undefined) continue;
    await set(name, name === 'runs' ? endedRuns(value, Date.now()) : value, store);
  }
  await set(MARK, new Date().toISOString(), store);
  await browser.storage.local.clear();
}
