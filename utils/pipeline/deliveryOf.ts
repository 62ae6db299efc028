import type { Context } from '../context/Context.ts';
import type { Project } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { MAINTAINER, roleIn } from './access.ts';
import { readInherited } from './readInherited.ts';

/** Where our job will put what Claude changes. */
export type Delivery = (
  | { to: 'new_branch' | 'own_branch' }
  /** `protected_branch`: by a merge request into it. */
  | { to: 'source_branch' | 'protected_branch'; branch: string }
  | { to: 'patch'; why: 'fork' | 'no_token' }
) & {
  /** True where no token to push with was found, and not all variables could be seen. */
  tokenUnseen?: boolean;
};

/** The token that our job pushes with (`ci/request/reachProject.ts`). */
export const PUSH_TOKEN = 'GITLAB_ACCESS_TOKEN';

type TokenSeen = 'there' | 'absent' | 'unseen' | 'unknown';

/** Whether the job has a token to push with. Variables are shown to Maintainers only, a group's to its Owners. */
export async function tokenOf(gitLab: GitLab, home: Project): Promise<TokenSeen> {
  const role = roleIn(home);
  if (role !== null && role < MAINTAINER) return 'unknown';
  const own = await gitLab.projectVariables(home.id);
  if (!own.ok) return 'unknown';
  if (own.value.some(({ key }) => key === PUSH_TOKEN)) return 'there';
  const { variables, complete } = await readInherited(gitLab, home);
  if (variables.some(({ key }) => key === PUSH_TOKEN)) return 'there';
  return complete ? 'absent' : 'unseen';
}

/** Where changes to the merge request go, were there a token (`ci/changes/publishChanges.ts`). */
async function placeOf(gitLab: GitLab, project: Project, context: Context): Promise<Delivery> {
  const { branch, ids, record } = context;
  if (branch === undefined) return { to: 'new_branch' };
  if (ids['source_project_id'] !== ids['target_project_id']) return { to: 'patch', why: 'fork' };
  if (record?.facts['state'] !== 'opened') return { to: 'own_branch' };
  if (branch === project.default_branch) return { to: 'protected_branch', branch };
  const source = await gitLab.branch(project.id, branch);
  const isProtected = source.ok && source.value.protected;
  return { to: isProtected ? 'protected_branch' : 'source_branch', branch };
}

/**
 * What becomes of changes, as far as it can be known before Send.
 * @param lacksToken whether an earlier run told that there is no token to push with
 */
export async function deliveryOf(
  gitLab: GitLab,
  { project, home, context }: { project: Project; home: Project; context: Context },
  lacksToken: boolean,
): Promise<Delivery> {
  const [token, place] = await Promise.all([
    tokenOf(gitLab, home),
    placeOf(gitLab, project, context),
  ]);
  if (place.to === 'patch') return place;
  if (token === 'absent' || (lacksToken && token !== 'there'))
    return { to: 'patch', why: 'no_token' };
  return token === 'unseen' ? { ...place, tokenUnseen: true } : place;
}
