import { z } from 'zod';
import type { StoredValue } from './createList.ts';

const Ids = z.array(z.string());
const MOST = 200;

/** A stored set of ids, the newest 200; whoever writes takes turns. */
export function createIds(item: StoredValue) {
  return {
    async get(): Promise<string[]> {
      const parsed = Ids.safeParse(await item.getValue());
      return parsed.success ? parsed.data : [];
    },
    set: (ids: string[]): Promise<void> => item.setValue(ids.slice(-MOST)),
  };
}
