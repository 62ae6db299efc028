import { z } from 'zod';
import { type StoredValue, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

const BOUNDS = { count: 50, bytes: 500_000 };

/** What the user wrote about a run and has not sent yet. */
export const FollowUpForm = z.object({
  /** To be asked when the run has ended, or with its own words at once. */
  added: z.string().max(20_000).exactOptional(),
  /** Its plan as they want it. */
  plan: z.string().max(200_000).exactOptional(),
});
export type FollowUp = z.infer<typeof FollowUpForm>;

const StoredFollowUp = FollowUpForm.extend({ id: z.string() });

/** Follow-ups by their runs: they survive the panel's end, as drafts do. */
export interface FollowUps {
  get(runId: string): Promise<FollowUp>;
  /** In the place of the one before; one without words is forgotten. */
  save(runId: string, followUp: FollowUp): Promise<void>;
  /** Forgets those that `goes` picks. */
  erase(goes: (runId: string) => boolean): Promise<void>;
}

export function createFollowUps(item: StoredValue): FollowUps {
  const stored = createList(item, StoredFollowUp);
  return {
    async get(runId) {
      const { id: _, ...found } = (await stored.list()).find(({ id }) => id === runId) ?? {
        id: '',
      };
      return found;
    },
    save: (runId, { added, plan }) =>
      stored.update((all) => {
        const others = all.filter(({ id }) => id !== runId);
        if (!added && plan === undefined) return others;
        const kept = { id: runId, ...(added && { added }), ...(plan !== undefined && { plan }) };
        return newestWithin([kept, ...others], BOUNDS);
      }),
    erase: (goes) => stored.update((all) => all.filter(({ id }) => !goes(id))),
  };
}
