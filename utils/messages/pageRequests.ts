import { z } from 'zod';
import type { PartName } from '../context/Context.ts';
import type { PageApi } from './PageApi.ts';
import type { Requests } from './Table.ts';

const nothing = z.object({});
const discussionId = z.string().regex(/^[0-9a-f]{40}$/);
const preset = z.string().max(60);
/** Larger than anything that can be sent; keeps a page from filling the storage. */
const words = z.string().max(200_000);

const runId = z.string().max(100);

const flag = z.boolean().exactOptional();
const parts = {
  description: flag,
  comments: flag,
  threads: flag,
  diff: flag,
  commits: flag,
  jobs: flag,
  linked: flag,
  selection: flag,
} satisfies Record<PartName, typeof flag>;

/** How requests of page scripts must look. */
export const pageRequests: Requests<PageApi> = {
  getSite: nothing,
  setAskable: z.object({ askable: z.boolean() }),
  openPanel: z.object({ discussionId: discussionId.exactOptional() }),
  openOptions: nothing,
  getShortcut: nothing,
  getDraft: z.object({ discussionId: discussionId.exactOptional() }),
  saveDraft: z.object({
    discussionId: discussionId.exactOptional(),
    draft: z.object({ words, preset: preset.exactOptional(), continues: runId.exactOptional() }),
  }),
  preview: z.object({
    discussionId: discussionId.exactOptional(),
    selection: z.string().max(200_000).exactOptional(),
    words,
    preset,
    parts: z.strictObject(parts),
    refresh: z.boolean().exactOptional(),
    continues: runId.exactOptional(),
  }),
  send: z.object({
    previewId: z.string().max(100),
    acceptedJobs: z.boolean(),
    acceptedRef: z.boolean(),
    supersede: z.array(runId).max(20).exactOptional(),
  }),
  getSpending: nothing,
  recallAsk: z.object({ runId }),
  readProgress: z.object({ runId, withLog: z.boolean() }),
  cancelRun: z.object({ runId }),
  postAnswer: z.object({ runId }),
};
