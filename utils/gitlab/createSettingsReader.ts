import type { MergeRequests } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Result } from './Failure.ts';
import { tolerantList } from './tolerantList.ts';
import { PER_PAGE } from './listAll.ts';
import {
  JobTokenScope,
  ProjectAccessToken,
  ProjectVariable,
  PushRule,
  RunnerDetails,
} from './projectSettings.ts';
import type { SettingsReader } from './SettingsReader.ts';

/** The part of the API's door that reads settings. gitbeaker's own methods follow the pages of lists by themselves, so its requester is used. */
export function createSettingsReader(
  { requester }: Pick<MergeRequests, 'requester'>,
  read: <Value>(schema: z.ZodType<Value>, call: () => Promise<unknown>) => Promise<Result<Value>>,
): SettingsReader {
  const get = async (endpoint: string) => (await requester.get(endpoint)).body;
  const firstPage = async (endpoint: string) =>
    (await requester.get(endpoint, { searchParams: { perPage: PER_PAGE } })).body;
  return {
    projectVariables: (projectId) =>
      read(tolerantList(ProjectVariable), () => firstPage(`projects/${projectId}/variables`)),
    groupVariables: (path) =>
      read(tolerantList(ProjectVariable), () =>
        firstPage(`groups/${encodeURIComponent(path)}/variables`),
      ),
    runner: (runnerId) => read(RunnerDetails, () => get(`runners/${runnerId}`)),
    jobTokenScope: (projectId) =>
      read(JobTokenScope, () => get(`projects/${projectId}/job_token_scope`)),
    pushRule: (projectId) =>
      // A project without rules answers `null` on some versions.
      read(PushRule, async () => (await get(`projects/${projectId}/push_rule`)) ?? {}),
    projectAccessTokens: (projectId) =>
      read(tolerantList(ProjectAccessToken), () =>
        firstPage(`projects/${projectId}/access_tokens`),
      ),
  };
}
