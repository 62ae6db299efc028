import { readFile } from '../../sandbox/git/git.ts';
import type { MergeRequest, Pipeline, Project } from '../../sandbox/state/State.ts';
import type { Sandbox } from '../../sandbox/startSandbox.ts';

/** Whatever was started with a sandbox. */
type Stage = { sandbox: Sandbox };

/** Addresses of what the sandbox holds. */
export const ISSUE = '/acme/webshop/-/work_items/12';
export const HOSTILE_ISSUE = '/acme/webshop/-/work_items/13';
export const MERGE_REQUEST = '/acme/webshop/-/merge_requests/34';
export const LEGACY_ISSUE = '/acme/legacy/-/work_items/12';

export function webshop({ sandbox }: Stage): Project {
  return sandbox.project('acme/webshop');
}

/** Pipelines of a project that were fired through the API, oldest first. */
export function firedPipelines({ sandbox }: Stage, project = 'acme/webshop'): Pipeline[] {
  return sandbox.pipelines(project).filter(({ source }) => source === 'api');
}

/** `AI_FLOW_*` as the shell of a pipeline's Claude job got them, after both of GitLab's expansions. Inputs that were not sent are empty, which is as good as absent. */
export function jobEnvironment(stage: Stage, pipelineId: number | string): Record<string, string> {
  const job = stage.sandbox.state.projects
    .flatMap(({ pipelines }) => pipelines)
    .find(({ id }) => id === Number(pipelineId))
    ?.jobs.find(({ name }) => name === 'claude');
  if (!job?.received) throw new Error(`No job of pipeline ${pipelineId} has started.`);
  return Object.fromEntries(
    job.received
      .filter(({ key, value }) => key.startsWith('AI_FLOW_') && value !== '')
      .map(({ key, value }) => [key, value]),
  );
}

/** A file of a project's branch, as text. */
export async function fileOf(project: Project, branch: string, path: string): Promise<string> {
  const content = await readFile(project.repository, `refs/heads/${branch}`, path);
  if (!content) throw new Error(`${branch} has no ${path}.`);
  return content.toString('utf8');
}

/** Bodies of all notes of issue 12. */
export function issueNotes(stage: Stage): string[] {
  const issue = webshop(stage).issues.find(({ iid }) => iid === 12);
  return (issue?.discussions ?? []).flatMap(({ notes }) => notes.map(({ body }) => body));
}

/** The merge request that a run opened. */
export function madeMergeRequest(stage: Stage): MergeRequest {
  const made = webshop(stage).mergeRequests.find(({ sourceBranch }) =>
    sourceBranch.startsWith('claude/'),
  );
  if (!made) throw new Error('No merge request was opened.');
  return made;
}

/** Merge request !34 "Add vouchers". */
export function vouchers(stage: Stage): MergeRequest {
  const found = webshop(stage).mergeRequests.find(({ iid }) => iid === 34);
  if (!found) throw new Error('The sandbox has no merge request 34.');
  return found;
}

/** The thread of !34 in which Mia asks that a total must not go below zero. */
export function vouchersThread(stage: Stage): { id: string; bodies: string[] } {
  const thread = vouchers(stage).discussions.find(
    ({ notes: [first] }) =>
      first?.position?.new_path === 'src/voucher.js' && first.resolvedAt === null,
  );
  if (!thread) throw new Error('The sandbox has no open thread on src/voucher.js.');
  return { id: thread.id, bodies: thread.notes.map(({ body }) => body) };
}
