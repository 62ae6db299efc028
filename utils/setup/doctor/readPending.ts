import type { Project } from '../../gitlab/entities.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import type { PendingJob } from './Facts.ts';

/** Branches that set-up makes for the job (`planInclude.ts`, `planRunnerBranch.ts`). */
const OURS = /^claude-job(-update)?(-\w+)?$/;
const DAYS_BACK = 30;

/** The newest open merge request that set-up opened to bring the job; null for none, or where they cannot be read. */
export async function readPending(
  gitLab: GitLab,
  { id, web_url: webUrl }: Project,
  now: number,
): Promise<PendingJob | null> {
  const after = new Date(now - DAYS_BACK * 86_400_000).toISOString();
  const made = await gitLab.mergeRequestsSince(id, after);
  const open = (made.ok ? made.value : []).find(
    (one) => one.state === 'opened' && OURS.test(one.source_branch),
  );
  return open
    ? { iid: open.iid, webUrl: open.web_url || `${webUrl}/-/merge_requests/${open.iid}` }
    : null;
}
