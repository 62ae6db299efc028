import { AccessLevel, type Project, type User, accessLevel, projectPath } from '../state/State.ts';
import type { World } from '../World.ts';
import { buildsAreOn, canReadCode } from './abilities.ts';
import type { Entity } from './entities.ts';
import { asOf } from './versions.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';

/** A project as this user sees it: what belongs to its code is absent for who may not read it. */
export function projectEntity(world: World, project: Project, user: User | null): Entity {
  const path = projectPath(project);
  const access = accessLevel(project, user);
  const { settings } = project;
  const empty = settings.access.repository === 'disabled' || isEmptyRepository(project);
  const readsCode = canReadCode(project, user);
  const entity: Entity = {
    id: project.id,
    description: project.description,
    name: project.name,
    name_with_namespace: `${project.namespace.name} / ${project.name}`,
    path: project.path,
    path_with_namespace: path,
    created_at: project.createdAt,
    ...(readsCode ? { default_branch: project.defaultBranch } : {}),
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@${new URL(world.url).hostname}:${path}.git`,
    http_url_to_repo: `${world.url}/${path}.git`,
    web_url: `${world.url}/${path}`,
    ...(readsCode
      ? {
          readme_url: empty
            ? null
            : `${world.url}/${path}/-/blob/${project.defaultBranch}/README.md`,
        }
      : {}),
    forks_count: 0,
    avatar_url: null,
    star_count: 3,
    last_activity_at: project.createdAt,
    visibility: project.visibility,
    namespace: {
      id: project.namespace.id,
      name: project.namespace.name,
      path: project.namespace.path.split('/').at(-1),
      kind: 'group',
      full_path: project.namespace.path,
      parent_id: null,
      avatar_url: null,
      web_url: `${world.url}/groups/${project.namespace.path}`,
    },
    archived: settings.archived,
    ...(user === null ? {} : signedInFields(project, user, access, empty)),
  };
  return asOf(world.state.settings.version, 'project', entity);
}

function level(own: number | undefined): Entity | null {
  return own === undefined ? null : { access_level: own, notification_level: 3 };
}

function signedInFields(project: Project, user: User, access: number, empty: boolean): Entity {
  const { settings } = project;
  const on = (part: keyof typeof settings.access): boolean => settings.access[part] !== 'disabled';
  const builds = buildsAreOn(project);
  return {
    empty_repo: empty,
    issues_enabled: on('issues'),
    merge_requests_enabled: on('repository') && on('mergeRequests'),
    jobs_enabled: builds,
    issues_access_level: settings.access.issues,
    repository_access_level: settings.access.repository,
    builds_access_level: builds ? settings.access.builds : 'disabled',
    public_jobs: settings.publicJobs,
    creator_id: 7,
    open_issues_count: project.issues.filter(({ state }) => state === 'opened').length,
    ...(access >= AccessLevel.planner && canReadCode(project, user)
      ? { ci_config_path: project.ciConfigPath }
      : {}),
    ...(access >= AccessLevel.maintainer
      ? {
          ci_pipeline_variables_minimum_override_role: project.variablesRole,
          restrict_user_defined_variables: project.variablesRole !== 'developer',
          ci_push_repository_for_job_token_allowed: project.jobTokenPush,
        }
      : {}),
    permissions: {
      project_access: level(project.members.get(user.id)),
      group_access: level(project.groupMembers?.get(user.id)),
    },
  };
}
