import { isEmptyRepository } from './isEmptyRepository.ts';
import {
  AccessLevel,
  type Project,
  type ProtectedBranch,
  type User,
  accessLevel,
} from '../state/State.ts';

/** True when a protection's name or pattern covers the branch. */
export function covers(protection: Pick<ProtectedBranch, 'name'>, branch: string): boolean {
  const pattern = protection.name
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(branch);
}

function allows(level: number, access: number): boolean {
  return level !== AccessLevel.none && access >= level;
}

export interface BranchRights {
  protected: boolean;
  canPush: boolean;
  /** May merge what is asked to be merged into it. */
  canMerge: boolean;
  /** May push or merge there: who may also run pipelines on it. */
  canUpdate: boolean;
  developersCanPush: boolean;
  developersCanMerge: boolean;
}

/** What a user may do on a branch (GitLab's `UserAccess`, `can_update_branch?`). */
export function branchRights(project: Project, branch: string, user: User | null): BranchRights {
  // Nothing is pushed to an archived project, and nothing without its repository.
  const frozen = project.settings.archived || project.settings.access.repository === 'disabled';
  const own = accessLevel(project, user);
  // The first push is a Maintainer's, to whatever branch.
  const first = own < AccessLevel.maintainer && isEmptyRepository(project);
  const access = frozen || first ? AccessLevel.none : own;
  const protections = project.protectedBranches.filter((protection) => covers(protection, branch));
  if (protections.length === 0) {
    const canPush = access >= AccessLevel.developer;
    return {
      protected: false,
      canPush,
      canMerge: canPush,
      canUpdate: canPush,
      developersCanPush: false,
      developersCanMerge: false,
    };
  }
  const canPush = protections.some(({ pushLevel }) => allows(pushLevel, access));
  const canMerge = protections.some(({ mergeLevel }) => allows(mergeLevel, access));
  return {
    protected: true,
    canPush,
    canMerge: canPush || canMerge,
    canUpdate: canPush || canMerge,
    developersCanPush: protections.some(({ pushLevel }) => pushLevel === AccessLevel.developer),
    developersCanMerge: protections.some(({ mergeLevel }) => mergeLevel === AccessLevel.developer),
  };
}
