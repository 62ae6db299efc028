import type { Branch, Project } from '../gitlab/entities.ts';

/** GitLab's numbers for roles (`access_level`). */
/** The least that sees the code of a private project. */
export const PLANNER = 15;
export const DEVELOPER = 30;
export const MAINTAINER = 40;
export const OWNER = 50;

/** The user's role in the project; null where GitLab does not say, for instance for members of an invited group. */
export function roleIn(project: Project): number | null {
  const { project_access, group_access } = project.permissions ?? {};
  const levels = [project_access?.access_level, group_access?.access_level];
  const known = levels.filter((level) => level !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * Whether the user may run a pipeline on a branch. On a protected one who may push or merge there may; saying neither means no for a
 * Developer only, since a branch's answer does not speak of Maintainers (GitLab 18.9, `lib/gitlab/ci/pipeline/chain/validate/abilities.rb`).
 */
export function mayRunOn(branch: Branch, role: number | null): 'yes' | 'no' | 'unknown' {
  if (role !== null && role < DEVELOPER) return 'no';
  if (branch.can_push) return 'yes';
  if (!branch.protected) return role === null ? 'unknown' : 'yes';
  if (role === null || role >= MAINTAINER) {
    return branch.developers_can_merge && role !== null ? 'yes' : 'unknown';
  }
  return branch.developers_can_merge ? 'yes' : 'no';
}

/** Whether GitLab is known to refuse pipeline variables from this user. The setting is shown to Maintainers only. */
export function variablesForbidden(project: Project): boolean {
  const role = roleIn(project);
  const needed = project.ci_pipeline_variables_minimum_override_role;
  if (needed === 'no_one_allowed') return true;
  if (needed === 'owner') return role !== null && role < OWNER;
  return needed === 'maintainer' && role !== null && role < MAINTAINER;
}
