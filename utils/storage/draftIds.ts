import { z } from 'zod';
import type { PageRef } from '../page/PageRef.ts';
import { type StoredValue, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

const BOUNDS = { count: 300, bytes: 200_000 };

const StoredDraftId = z.object({
  site: z.string(),
  projectPath: z.string(),
  type: z.enum(['issue', 'merge_request']),
  iid: z.number(),
  discussionId: z.string().nullable(),
  id: z.string(),
});
type StoredDraftId = z.infer<typeof StoredDraftId>;

/** The id of each page's and thread's draft: what the ask that comes of it is known by, in every tab and window. */
export interface DraftIds {
  /** The id, made now when there is none; another one when `isUsedUp` says so. */
  get(
    page: PageRef,
    discussionId: string | undefined,
    isUsedUp: (id: string) => Promise<boolean>,
  ): Promise<string>;
  removeSite(root: string): Promise<void>;
}

export function createDraftIds(
  item: StoredValue,
  newId: () => string = () => crypto.randomUUID(),
): DraftIds {
  const stored = createList(item, StoredDraftId);
  return {
    async get({ site, projectPath, type, iid }, discussionId, isUsedUp) {
      const place = { site, projectPath, type, iid, discussionId: discussionId ?? null };
      const isHere = (other: StoredDraftId) =>
        JSON.stringify({ ...other, id: '' }) === JSON.stringify({ ...place, id: '' });
      const known = (await stored.list()).find(isHere);
      if (known && !(await isUsedUp(known.id))) return known.id;
      let id = newId();
      await stored.update((all) => {
        const present = all.find(isHere);
        // Another tab was faster.
        if (present && present.id !== known?.id) id = present.id;
        return newestWithin([{ ...place, id }, ...all.filter((other) => !isHere(other))], BOUNDS);
      });
      return id;
    },
    removeSite: (root) => stored.update((all) => all.filter(({ site }) => site !== root)),
  };
}
