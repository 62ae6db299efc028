import type { Project } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';

/** The commit that an ask about a page works on: the merge request's newest, else the default branch's. Null where it cannot be told. */
export async function headOf(
  gitLab: GitLab,
  { id, default_branch: branch }: Pick<Project, 'id' | 'default_branch'>,
  { type, iid }: Pick<PageRef, 'type' | 'iid'>,
): Promise<string | null> {
  if (type === 'merge_request') {
    const read = await gitLab.mergeRequest(id, iid);
    return read.ok ? read.value.sha : null;
  }
  if (branch === null) return null;
  const read = await gitLab.branch(id, branch);
  return read.ok ? read.value.commit.id : null;
}
