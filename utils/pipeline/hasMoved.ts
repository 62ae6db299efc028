import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import { headOf } from './headOf.ts';

/** Whether an ask about a page would work on another commit now than on `head`. False where that cannot be told. */
export async function hasMoved(
  gitLab: GitLab,
  projectId: number,
  page: Pick<PageRef, 'type' | 'iid'>,
  head: string,
): Promise<boolean> {
  const project = await gitLab.project(projectId);
  if (!project.ok) return false;
  const now = await headOf(gitLab, project.value, page);
  return now !== null && now !== head;
}
