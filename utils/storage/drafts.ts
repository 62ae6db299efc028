import { z } from 'zod';
import type { Draft } from '../messages/PageApi.ts';
import type { PageRef } from '../page/PageRef.ts';
import { type ListItem, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

const BOUNDS = { count: 200, bytes: 1_000_000 };
/** Of one site: a site fills its own share at most. */
const BOUNDS_OF_SITE = { count: 100, bytes: 500_000 };

const StoredDraft = z.object({
  site: z.string(),
  projectPath: z.string(),
  type: z.enum(['issue', 'merge_request']),
  iid: z.number(),
  discussionId: z.string().nullable(),
  words: z.string(),
  preset: z.string().exactOptional(),
  continues: z.string().exactOptional(),
  amends: z.array(z.string()).exactOptional(),
});
type StoredDraft = z.infer<typeof StoredDraft>;

/** Drafts, by page and thread. */
export interface Drafts {
  get(page: PageRef, discussionId?: string): Promise<Draft>;
  /** One without words and preset is forgotten. The oldest go when there are more than 200, or a megabyte. */
  save(page: PageRef, discussionId: string | undefined, draft: Draft): Promise<void>;
  removeSite(root: string): Promise<void>;
}

export function createDrafts(item: ListItem): Drafts {
  const stored = createList(item, StoredDraft);
  return {
    async get(page, discussionId) {
      const found = (await stored.list()).find(belongsTo(page, discussionId));
      if (!found) return { words: '' };
      const { words, preset, continues, amends } = found;
      return {
        words,
        ...(preset !== undefined && { preset }),
        ...(continues && { continues }),
        ...(amends && { amends }),
      };
    },
    save: (page, discussionId, { words, preset, continues, amends }) =>
      stored.update((drafts) => {
        const others = drafts.filter((draft) => !belongsTo(page, discussionId)(draft));
        if (!words && preset === undefined && !continues) return others;
        const { site, projectPath, type, iid } = page;
        const draft: StoredDraft = {
          site,
          projectPath,
          type,
          iid,
          discussionId: discussionId ?? null,
          words,
          ...(preset !== undefined && { preset }),
          ...(continues && { continues }),
          ...(amends?.length && { amends }),
        };
        const here = [draft, ...others.filter((one) => one.site === site)];
        const kept = new Set(newestWithin(here, BOUNDS_OF_SITE));
        const all = [draft, ...others].filter((one) => one.site !== site || kept.has(one));
        return newestWithin(all, BOUNDS);
      }),
    removeSite: (root) => stored.update((drafts) => drafts.filter(({ site }) => site !== root)),
  };
}

function belongsTo(page: PageRef, discussionId: string | undefined) {
  return (draft: StoredDraft) =>
    draft.site === page.site &&
    draft.projectPath === page.projectPath &&
    draft.type === page.type &&
    draft.iid === page.iid &&
    draft.discussionId === (discussionId ?? null);
}
