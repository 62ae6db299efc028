import { z } from 'zod';
import { WrittenPreset } from '../storage/WrittenPreset.ts';
import type { OwnApi } from './OwnApi.ts';
import { setupRequests } from './setupRequests.ts';
import type { Requests } from './Table.ts';

const nothing = z.object({});
const root = z.string().max(2000);
const name = z.string().max(100);
/** Path of a project. */
const path = z.string().max(1000);
const secret = z.string().min(1).max(2000);
const flag = z.boolean().exactOptional();
/** Group and project, as GitLab allows them in addresses. */
const projectPath = z
  .string()
  .max(1000)
  .regex(/^[\w.-]+(\/[\w.-]+)+$/);

/** How requests of our own pages must look. */
export const ownRequests: Requests<OwnApi> = {
  ...setupRequests,
  listSites: nothing,
  saveSite: z.object({ root, token: secret, forSession: flag }),
  signInSite: z.object({ root, clientId: z.string().min(1).max(200), forSession: flag }),
  removeSite: z.object({ root }),
  diagnose: z.object({ site: root, project: path, central: path.exactOptional() }),
  listKnownSites: nothing,
  listProjectChoices: nothing,
  saveProjectChoice: z.object({
    site: root,
    projectPath,
    runnerProject: z.union([z.literal(''), projectPath]),
    triggerToken: z.string().max(2000).exactOptional(),
  }),
  getPolicy: nothing,
  exportSettings: nothing,
  reviewSettings: z.object({ text: z.string().max(2_000_000) }),
  importSettings: z.object({ text: z.string().max(2_000_000) }),
  lookAtConfirmation: z.object({ previewId: name }),
  confirmSend: z.object({ previewId: name }),
  listRuns: nothing,
  seeRuns: nothing,
  eraseRuns: nothing,
  getSettings: nothing,
  saveSettings: z.object({
    settings: z.object({
      notify: z.boolean(),
      dailyCapUsd: z.number().positive().max(100_000).nullable(),
      budgetBytes: z.number().int().min(4096).max(1_000_000).nullable(),
    }),
  }),
  listPresets: nothing,
  savePreset: z.object({ preset: WrittenPreset, replaces: name.exactOptional() }),
  removePreset: z.object({ name }),
  reviewPresets: z.object({ text: z.string().max(2_000_000) }),
  importPresets: z.object({ text: z.string().max(2_000_000) }),
  exportPresets: nothing,
};
