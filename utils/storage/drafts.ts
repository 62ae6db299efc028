import { z } from 'zod';
import type { PageRef } from '../page/PageRef.ts';
import { type StoredValue, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

/** A page's or a thread's own draft. */
export interface Draft {
  words: string;
  preset?: string;
  /** Id of the run that is followed up; empty for none. */
  continues?: string;
  /** Ids of the runs whose answers the words began as: what was private of them stays so. */
  amends?: string[];
  /** Ids of the runs that are cancelled for it once it is sent. */
  supersedes?: string[];
}

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
  supersedes: z.array(z.string()).exactOptional(),
});
type StoredDraft = z.infer<typeof StoredDraft>;

/** Drafts, by page and thread. Where the disk is full they are kept as long as the browser is open. */
export interface Drafts {
  get(page: PageRef, discussionId?: string): Promise<Draft>;
  /** One without words and preset is forgotten. The oldest go when there are more than 200, or a megabyte. */
  save(page: PageRef, discussionId: string | undefined, draft: Draft): Promise<void>;
  removeSite(root: string): Promise<void>;
}

/** @param spare where a draft goes that `item` has no room for */
export function createDrafts(item: StoredValue, spare: StoredValue): Drafts {
  const stored = createList(item, StoredDraft);
  const unstored = createList(spare, StoredDraft);

  /** Puts a page's draft, or none, into the place of the one before. */
  async function put(page: PageRef, discussionId: string | undefined, draft: StoredDraft | null) {
    const isHere = belongsTo(page, discussionId);
    const others = (drafts: StoredDraft[]) => drafts.filter((one) => !isHere(one));
    try {
      await stored.update((drafts) => (draft ? added(draft, others(drafts)) : others(drafts)));
      await unstored.update(others);
    } catch {
      await unstored.update((drafts) => (draft ? added(draft, others(drafts)) : others(drafts)));
    }
  }

  return {
    async get(page, discussionId) {
      const isHere = belongsTo(page, discussionId);
      const found = (await unstored.list()).find(isHere) ?? (await stored.list()).find(isHere);
      if (!found) return { words: '' };
      const { words, preset, continues, amends, supersedes } = found;
      return {
        words,
        ...(preset !== undefined && { preset }),
        ...(continues && { continues }),
        ...(amends && { amends }),
        ...(supersedes && { supersedes }),
      };
    },
    async save(page, discussionId, { words, preset, continues, amends, supersedes }) {
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
        ...(supersedes?.length && { supersedes }),
      };
      const empty = !words && preset === undefined && !continues;
      await put(page, discussionId, empty ? null : draft);
    },
    async removeSite(root) {
      const others = (drafts: StoredDraft[]) => drafts.filter(({ site }) => site !== root);
      await Promise.all([stored.update(others), unstored.update(others)]);
    },
  };
}

/** The drafts with a new one, within the bounds of its site and of all. */
function added(draft: StoredDraft, others: readonly StoredDraft[]): StoredDraft[] {
  const all = [draft, ...others];
  const here = all.filter(({ site }) => site === draft.site);
  const kept = new Set(newestWithin(here, BOUNDS_OF_SITE));
  return newestWithin(
    all.filter((one) => one.site !== draft.site || kept.has(one)),
    BOUNDS,
  );
}

function belongsTo(page: PageRef, discussionId: string | undefined) {
  return (draft: StoredDraft) =>
    draft.site === page.site &&
    draft.projectPath === page.projectPath &&
    draft.type === page.type &&
    draft.iid === page.iid &&
    draft.discussionId === (discussionId ?? null);
}
