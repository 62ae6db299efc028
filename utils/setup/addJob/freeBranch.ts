import type { GitLab } from '../../gitlab/GitLab.ts';

const MOST = 20;

/** A branch name that is not taken: the given one, or with a number after it. Where that cannot be told, GitLab will say so when the branch is made. */
export async function freeBranch(
  gitLab: Pick<GitLab, 'branch'>,
  projectId: number,
  stem: string,
): Promise<string> {
  for (let number = 1; number < MOST; number += 1) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    const found = await gitLab.branch(projectId, name);
    if (!found.ok) return name;
  }
  return `${stem}-${crypto.randomUUID().slice(0, 8)}`;
}
