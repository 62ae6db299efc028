import type { Project } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import { PLANNER, roleIn } from './access.ts';

/** Why no code of a project can be worked on, as the project itself says; null where nothing of it is in the way. */
export function codeBlock(project: Project): Failure | null {
  const { archived, repository_access_level: repository, empty_repo: empty } = project;
  if (archived === true) return { kind: 'forbidden', reason: 'archived' };
  if (repository === 'disabled') return { kind: 'forbidden', reason: 'repository_off' };
  if (project.default_branch !== null)
    // The name of a default branch is there before the branch is.
    return empty === true ? { kind: 'no_ref', reason: 'empty_repository' } : null;
  const role = roleIn(project);
  const seesCode = role === null ? empty !== false : role >= PLANNER;
  return seesCode
    ? { kind: 'no_ref', reason: 'empty_repository' }
    : { kind: 'forbidden', reason: 'role' };
}

/** Why no pipeline can run in a project, as the project itself says; null where nothing of it is in the way. */
export function projectBlock(project: Project): Failure | null {
  const block = codeBlock(project);
  if (block?.reason === 'archived' || block?.reason === 'repository_off') return block;
  const off = project.jobs_enabled === false || project.builds_access_level === 'disabled';
  return off ? { kind: 'refused', reason: 'ci_off' } : block;
}
