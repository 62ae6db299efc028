import type { MergeRequests } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Result } from './Failure.ts';
import { tolerantList } from './tolerantList.ts';
import { Commit, MergeRequest, Project, Version } from './entities.ts';
import type { SetupGitLab } from './SetupGitLab.ts';

/** GitLab's numbers for roles. */
const [DEVELOPER, MAINTAINER] = [30, 40];
const Nothing = z.unknown().transform(() => null);
const Titles = tolerantList(z.object({ iid: z.number(), title: z.string() }));

function protections(projectId: number): string {
  return `projects/${projectId}/protected_branches`;
}

/** Calls that set a project up. gitbeaker follows the pages of lists by itself, so its requester is used. */
export function createSetupCalls(
  { requester }: Pick<MergeRequests, 'requester'>,
  read: <Value>(schema: z.ZodType<Value>, call: () => Promise<unknown>) => Promise<Result<Value>>,
): SetupGitLab {
  const get = async (path: string, searchParams: Record<string, string>) =>
    (await requester.get(path, { searchParams })).body;
  const post = async (path: string, body: Record<string, unknown>) =>
    (await requester.post(path, { body })).body;
  return {
    version: () => read(Version, () => get('version', {})),
    projects: (search) =>
      read(tolerantList(Project), () =>
        get('projects', {
          membership: 'true',
          min_access_level: String(DEVELOPER),
          archived: 'false',
          order_by: 'last_activity_at',
          per_page: '30',
          ...(search !== '' && { search, search_namespaces: 'true' }),
        }),
      ),
    openIssues: (projectId) =>
      read(Titles, () => get(`projects/${projectId}/issues`, { state: 'opened', per_page: '5' })),
    createCommit: (projectId, { branch, startBranch, message, files }) =>
      read(Commit, () =>
        post(`projects/${projectId}/repository/commits`, {
          branch,
          ...(startBranch !== undefined && { start_branch: startBranch }),
          commit_message: message,
          actions: files.map(({ action, path, content }) => ({ action, file_path: path, content })),
        }),
      ),
    createMergeRequest: (projectId, { sourceBranch, targetBranch, title, description }) =>
      read(MergeRequest, () =>
        post(`projects/${projectId}/merge_requests`, {
          source_branch: sourceBranch,
          target_branch: targetBranch,
          title,
          description,
          remove_source_branch: true,
        }),
      ),
    protectBranch: (projectId, name) =>
      read(Nothing, () =>
        post(protections(projectId), {
          name,
          push_access_level: MAINTAINER,
          merge_access_level: DEVELOPER,
        }),
      ),
    unprotectBranch: (projectId, name) =>
      read(Nothing, async () => {
        await requester.delete(`${protections(projectId)}/${encodeURIComponent(name)}`);
      }),
    setVariablesRole: (projectId, role) =>
      read(Project, async () => {
        const body = { ci_pipeline_variables_minimum_override_role: role };
        return (await requester.put(`projects/${projectId}`, { body })).body;
      }),
  };
}
