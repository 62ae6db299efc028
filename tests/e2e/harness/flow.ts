import type { Stage } from './startStage.ts';

/** Addresses of what the sandbox holds. */
export const ISSUE = '/acme/webshop/-/work_items/12';
export const HOSTILE_ISSUE = '/acme/webshop/-/work_items/13';
export const MERGE_REQUEST = '/acme/webshop/-/merge_requests/34';
export const LEGACY_ISSUE = '/acme/legacy/-/work_items/12';

/** Pipelines of a project by where they came from, oldest first. */
export function pipelinesFrom(stage: Stage, project: string, source: 'api' | 'push') {
  return stage.sandbox.pipelines(project).filter((pipeline) => pipeline.source === source);
}

/** The MR thread in which Mia asks that a total must not go below zero. */
export function vouchersThread(stage: Stage): string {
  const project = stage.sandbox.state.projects.find(({ path }) => path === 'webshop');
  const thread = project?.mergeRequests
    .find(({ iid }) => iid === 34)
    ?.discussions.find(
      ({ notes: [first] }) =>
        first?.position?.new_path === 'src/voucher.js' && first.resolvedAt === null,
    );
  if (!thread) throw new Error('The sandbox has no open thread on src/voucher.js.');
  return thread.id;
}
