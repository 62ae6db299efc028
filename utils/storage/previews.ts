import { z } from 'zod';
import type { StoredPreview } from '../preview/StoredPreview.ts';
import { bytesOf } from './bytesOf.ts';
import { type StoredValue, createList } from './createList.ts';

/** `storage.session` ends at 10 MB. */
const BOUNDS = { count: 12, bytes: 6_000_000 };

const Kept = z.object({ id: z.string(), bytes: z.number() });
type Kept = z.infer<typeof Kept>;

/** The store of one value that can be taken out again. */
export interface PreviewItem extends StoredValue {
  removeValue(): Promise<void>;
}

/** Previews that survive the worker's end, but not the browser's: the newest twelve, within 6 MB. */
export function createPreviewStore(index: StoredValue, item: (id: string) => PreviewItem) {
  const kept = createList(index, Kept);
  return {
    get: async (id: string): Promise<StoredPreview | null> => parse(await item(id).getValue()),

    async set(preview: StoredPreview): Promise<void> {
      const { id } = preview;
      let dropped: Kept[] = [];
      await kept.update((before) => {
        const all = [...before.filter((one) => one.id !== id), { id, bytes: bytesOf(preview) }];
        const stay = all.slice(firstThatStays(all));
        dropped = all.slice(0, all.length - stay.length);
        return stay;
      });
      await Promise.all(dropped.map((one) => item(one.id).removeValue()));
      await item(id).setValue(preview);
    },
  };
}

/** Index of the oldest entry with which all bounds still hold; the newest always stays. */
function firstThatStays(oldestFirst: readonly Kept[]): number {
  let bytes = 0;
  for (let index = oldestFirst.length - 1; index >= 0; index--) {
    bytes += oldestFirst[index]?.bytes ?? 0;
    const count = oldestFirst.length - index;
    if (count > 1 && (count > BOUNDS.count || bytes > BOUNDS.bytes)) return index + 1;
  }
  return 0;
}

/** Session storage ends with the browser and is written by this version alone (an update reloads the extension, and drops it): the id is proof enough. */
function parse(value: unknown): StoredPreview | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return value as StoredPreview;
}
