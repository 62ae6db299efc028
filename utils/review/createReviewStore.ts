import { z } from 'zod';
import { type StoredValue, createList } from '../storage/createList.ts';
import { newestWithin } from '../storage/newestWithin.ts';

const Choice = z.object({
  on: z.boolean().exactOptional(),
  text: z.string().exactOptional(),
  suggests: z.boolean().exactOptional(),
});

/** How far the publishing of a run's findings is; keys are those of `ReviewItem`. */
const StoredReview = z.object({
  runId: z.string(),
  site: z.string(),
  projectId: z.number(),
  iid: z.number(),
  /** Findings that were not to be published when they were last checked, unless the user says so. */
  aside: z.array(z.string()).default([]),
  /** What the user decided. */
  choices: z.record(z.string(), Choice),
  /** Findings that the user ticked and handed to the bot; not those whose tick they have changed since. */
  handed: z.array(z.string()).default([]),
  /** Draft notes that were made of findings, by their ids. */
  drafts: z.record(z.string(), z.number()),
  /** The draft of the comment on the whole, and the findings in it. */
  whole: z.object({ draftId: z.number(), keys: z.array(z.string()) }).nullable(),
  /** Findings whose line GitLab did not take: they go into the comment on the whole. */
  untaken: z.array(z.string()),
  published: z.record(
    z.string(),
    z.object({
      noteId: z.number(),
      discussionId: z.string(),
      path: z.string(),
      /** The line that it is about; empty where it stands at none. */
      quote: z.string(),
      /** Its first words. */
      text: z.string(),
    }),
  ),
});
export type StoredReview = z.infer<typeof StoredReview>;

/** A review of which nothing is known yet. */
export function emptyReview({
  runId,
  site,
  projectId,
  iid,
}: Pick<StoredReview, 'runId' | 'site' | 'projectId' | 'iid'>): StoredReview {
  const of = { runId, site, projectId, iid };
  const nothing = { aside: [], choices: {}, handed: [], untaken: [] };
  return { ...of, ...nothing, drafts: {}, whole: null, published: {} };
}

const BOUNDS = { count: 60, bytes: 1_000_000 };

/** Reviews under way and published, the one touched last first; the oldest go when there are more than 60, or a megabyte. */
export interface ReviewStore {
  list(): Promise<StoredReview[]>;
  /** Changes a run's review, an empty one where there is none yet; gives it as it then is. */
  update(
    of: Pick<StoredReview, 'runId' | 'site' | 'projectId' | 'iid'>,
    change: (before: StoredReview) => StoredReview,
  ): Promise<StoredReview>;
  /** Forgets those that `goes` picks. */
  erase(goes: (review: StoredReview) => boolean): Promise<void>;
}

export function createReviewStore(item: StoredValue): ReviewStore {
  const stored = createList(item, StoredReview);
  return {
    list: () => stored.list(),
    async update(of, change) {
      let changed = emptyReview(of);
      await stored.update((reviews) => {
        changed = change(reviews.find(({ runId }) => runId === of.runId) ?? changed);
        const others = reviews.filter(({ runId }) => runId !== of.runId);
        return newestWithin([changed, ...others], BOUNDS);
      });
      return changed;
    },
    erase: (goes) => stored.update((reviews) => reviews.filter((review) => !goes(review))),
  };
}
