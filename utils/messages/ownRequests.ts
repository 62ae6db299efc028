import { z } from 'zod';
import type { OwnApi } from './OwnApi.ts';
import type { Requests } from './Table.ts';

const nothing = z.object({});
const root = z.string().max(2000);

/** How requests of our own pages must look. */
export const ownRequests: Requests<OwnApi> = {
  listSites: nothing,
  saveSite: z.object({ root, token: z.string().min(1).max(2000) }),
  removeSite: z.object({ root }),
  listRuns: nothing,
  seeRuns: nothing,
  eraseRuns: nothing,
  getSettings: nothing,
  saveSettings: z.object({
    settings: z.object({
      notify: z.boolean(),
      dailyCapUsd: z.number().positive().max(100_000).nullable(),
    }),
  }),
};
