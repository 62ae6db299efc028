import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';

const TRIES = 3;

/** How a branch stands, whatever became of the answers so far; null where that cannot be read. */
async function protectionOf(
  gitLab: GitLab,
  projectId: number,
  name: string,
): Promise<'as_chosen' | 'otherwise' | 'none' | null> {
  const branch = await gitLab.branch(projectId, name);
  if (!branch.ok) return null;
  const { protected: closed, developers_can_push: open } = branch.value;
  if (!closed) return 'none';
  return open ? 'otherwise' : 'as_chosen';
}

/**
 * Protects a branch as chosen, also where another protection of that name is there: GitLab changes no roles of one in place, so the old one goes first
 * (`PATCH /protected_branches/:name` takes roles in paid editions alone). The branch must not stay without any: protecting is tried again, what an answer
 * that was lost has done is read, and where the branch stands open in the end the failure says so (`left_unprotected`).
 */
export async function protectAnew(
  gitLab: GitLab,
  projectId: number,
  branch: string,
): Promise<Result<null>> {
  const first = await gitLab.protectBranch(projectId, branch);
  if (first.ok) return first;
  let failure: Failure = first.failure;
  if (failure.status === 409) {
    const freed = await gitLab.unprotectBranch(projectId, branch);
    // Where it was refused, the old protection is still there; an answer that was lost may have taken it away.
    if (!freed.ok && freed.failure.status !== undefined && freed.failure.status < 500) return freed;
    if (!freed.ok) failure = freed.failure;
    for (let tries = TRIES; tries > 0; tries -= 1) {
      const again = await gitLab.protectBranch(projectId, branch);
      if (again.ok) return again;
      // Somebody's protection is there: an earlier try's, or the old one.
      if (again.failure.status === 409) break;
      failure = again.failure;
    }
  }
  const state = await protectionOf(gitLab, projectId, branch);
  if (state === 'as_chosen') return { ok: true, value: null };
  if (state === 'otherwise') return { ok: false, failure };
  return { ok: false, failure: { ...failure, reason: 'left_unprotected', subject: branch } };
}
