import { z } from 'zod';
import type { PartName } from '../context/Context.ts';
import { AskOptionsForm } from '../storage/WrittenPreset.ts';
import type { PageApi } from './PageApi.ts';
import type { Requests } from './Table.ts';

const nothing = z.object({});
const discussionId = z.string().regex(/^[0-9a-f]{40}$/);
const savedComment = z.object({
  noteId: z.int().positive(),
  discussionId: discussionId.exactOptional(),
});
/** Prefix and name. */
const preset = z.string().max(70);
/** Larger than anything that can be sent; keeps a page from filling the storage. */
const words = z.string().max(200_000);

const runId = z.string().max(100);
const amends = z.array(runId).max(20).exactOptional();

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
  getTokenUser: nothing,
  setAskable: z.object({
    askable: z.boolean(),
    pageUser: z.string().max(300).exactOptional(),
  }),
  openPanel: z.object({ discussionId: discussionId.exactOptional() }),
  checkMention: savedComment,
  askMention: savedComment,
  fixPipeline: nothing,
  openOptions: nothing,
  getShortcut: nothing,
  getDraft: z.object({ discussionId: discussionId.exactOptional() }),
  saveDraft: z.object({
    discussionId: discussionId.exactOptional(),
    draft: z.object({
      words,
      preset: preset.exactOptional(),
      continues: runId.exactOptional(),
      amends,
    }),
  }),
  listPresets: z.object({ discussionId: discussionId.exactOptional() }),
  preview: z.object({
    discussionId: discussionId.exactOptional(),
    selection: z.string().max(200_000).exactOptional(),
    words,
    preset,
    parts: z.strictObject(parts),
    refresh: z.boolean().exactOptional(),
    continues: runId.exactOptional(),
    amends,
    include: z.array(z.string().max(100)).max(1000).exactOptional(),
    restored: z.array(z.uuid()).max(1000).exactOptional(),
    leaveOutStrangers: flag,
    layout: z.enum(['prompt', 'both']).exactOptional(),
    options: AskOptionsForm.exactOptional(),
    budget: z.number().int().min(4096).max(1_000_000).exactOptional(),
    pageUser: z.string().max(300).nullable().exactOptional(),
  }),
  hasChanged: z.object({ previewId: z.string().max(100) }),
  send: z.object({
    previewId: z.string().max(100),
    acceptedJobs: z.boolean(),
    acceptedRef: z.boolean(),
    supersede: z.array(runId).max(20).exactOptional(),
  }),
  getSpending: nothing,
  recallAsk: z.object({ runId }),
  readProgress: z.object({ runId, withLog: z.boolean() }),
  diagnose: nothing,
  cancelRun: z.object({ runId }),
  forceCancelRun: z.object({ runId }),
  postAnswer: z.object({ runId }),
};
