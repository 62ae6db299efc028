import { AccessLevel, type Project, type User, accessLevel } from '../state/State.ts';

/** True where a user, or a visitor, knows that the project exists. */
export function canSee(project: Project, user: User | null): boolean {
  if (project.visibility === 'public') return true;
  if (project.visibility === 'internal' && user !== null) return true;
  return accessLevel(project, user) > AccessLevel.none;
}

/** One part of a project, by its switch: members alone see it where it says `private`. */
function isOpen(
  project: Project,
  user: User | null,
  part: 'issues' | 'repository' | 'builds' | 'mergeRequests',
  /** The least that a member needs in a private project. */
  level: number,
): boolean {
  const access = project.settings.access[part];
  if (access === 'disabled') return false;
  if (access === 'private' || project.visibility === 'private') {
    return accessLevel(project, user) >= level;
  }
  return canSee(project, user);
}

/** Guests of a private project do not read its code. */
export function canReadCode(project: Project, user: User | null): boolean {
  return isOpen(project, user, 'repository', AccessLevel.planner);
}

export function canReadMergeRequests(project: Project, user: User | null): boolean {
  return canReadCode(project, user) && isOpen(project, user, 'mergeRequests', AccessLevel.planner);
}

export function canReadIssues(project: Project, user: User | null): boolean {
  return isOpen(project, user, 'issues', AccessLevel.guest);
}

/** Pipelines, jobs, logs and artifacts: `public_jobs` opens them to whoever sees the project. */
export function canReadPipelines(project: Project, user: User | null): boolean {
  if (!project.settings.publicJobs && accessLevel(project, user) < AccessLevel.reporter) {
    return false;
  }
  return buildsAreOn(project) && isOpen(project, user, 'builds', AccessLevel.guest);
}

/** CI/CD goes with the repository. */
export function buildsAreOn({ settings: { access } }: Project): boolean {
  return access.builds !== 'disabled' && access.repository !== 'disabled';
}
