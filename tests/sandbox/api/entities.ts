/** Over 250 lines: a flat table of GitLab's fields, entity by entity, best read in one place. */

import type { GitCommit } from '../git/git.ts';
import type { BranchRights } from '../git/protection.ts';
import { isResolved } from '../state/discussions.ts';
import {
  AccessLevel,
  type AccessToken,
  type Discussion,
  type Issue,
  type MergeRequest,
  type Note,
  type Project,
  type User,
  accessLevel,
  projectPath,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';

/** What GitLab's REST v4 answers with, field by field (`lib/api/entities`). */

export type Entity = Record<string, unknown>;

export function userEntity(world: World, user: User): Entity {
  return {
    id: user.id,
    username: user.username,
    public_email: '',
    name: user.name,
    state: user.state,
    locked: false,
    avatar_url: `${world.url}/uploads/-/system/user/avatar/${user.id}/avatar.svg`,
    web_url: `${world.url}/${user.username}`,
  };
}

/** `GET /user`: what one sees of oneself. */
export function ownUserEntity(world: World, user: User): Entity {
  return {
    ...userEntity(world, user),
    created_at: '2024-02-01T09:00:00.000Z',
    bio: '',
    location: '',
    linkedin: '',
    twitter: '',
    discord: '',
    website_url: '',
    github: '',
    job_title: '',
    pronouns: null,
    organization: '',
    bot: user.bot,
    work_information: null,
    local_time: null,
    last_sign_in_at: null,
    confirmed_at: '2024-02-01T09:00:00.000Z',
    last_activity_on: new Date().toISOString().slice(0, 10),
    email: user.email,
    theme_id: 1,
    color_scheme_id: 1,
    projects_limit: 100000,
    current_sign_in_at: null,
    identities: [],
    can_create_group: true,
    can_create_project: true,
    two_factor_enabled: false,
    external: false,
    private_profile: false,
    commit_email: user.email,
    preferred_language: 'en',
  };
}

export function tokenEntity(token: AccessToken): Entity {
  const today = new Date().toISOString().slice(0, 10);
  return {
    id: token.id,
    name: token.name,
    revoked: token.revoked,
    created_at: token.createdAt,
    description: null,
    scopes: token.scopes,
    user_id: token.userId,
    last_used_at: new Date().toISOString(),
    active: !token.revoked && (token.expiresAt === null || token.expiresAt > today),
    expires_at: token.expiresAt,
    granular: token.permissions !== undefined,
    granular_scopes: token.permissions ? [{ permissions: token.permissions }] : [],
  };
}

export function projectEntity(world: World, project: Project, user: User): Entity {
  const path = projectPath(project);
  const access = accessLevel(project, user);
  return {
    id: project.id,
    description: project.description,
    name: project.name,
    name_with_namespace: `${project.namespace.name} / ${project.name}`,
    path: project.path,
    path_with_namespace: path,
    created_at: project.createdAt,
    default_branch: project.defaultBranch,
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@${new URL(world.url).hostname}:${path}.git`,
    http_url_to_repo: `${world.url}/${path}.git`,
    web_url: `${world.url}/${path}`,
    readme_url: `${world.url}/${path}/-/blob/${project.defaultBranch}/README.md`,
    forks_count: 0,
    avatar_url: null,
    star_count: 3,
    last_activity_at: project.createdAt,
    visibility: project.visibility,
    namespace: {
      id: project.namespace.id,
      name: project.namespace.name,
      path: project.namespace.path,
      kind: 'group',
      full_path: project.namespace.path,
      parent_id: null,
      avatar_url: null,
      web_url: `${world.url}/groups/${project.namespace.path}`,
    },
    archived: project.settings.archived,
    empty_repo: false,
    issues_enabled: true,
    merge_requests_enabled: true,
    jobs_enabled: true,
    public_jobs: true,
    creator_id: 7,
    open_issues_count: project.issues.filter(({ state }) => state === 'opened').length,
    ...(access >= AccessLevel.developer ? { ci_config_path: project.ciConfigPath } : {}),
    ...(access >= AccessLevel.maintainer
      ? {
          ci_pipeline_variables_minimum_override_role: project.variablesRole,
          restrict_user_defined_variables: project.variablesRole !== 'developer',
          ci_push_repository_for_job_token_allowed: project.jobTokenPush,
        }
      : {}),
    permissions: {
      project_access:
        access === AccessLevel.none ? null : { access_level: access, notification_level: 3 },
      group_access: null,
    },
  };
}

export function commitEntity(world: World, project: Project, commit: GitCommit): Entity {
  return {
    id: commit.id,
    short_id: commit.id.slice(0, 8),
    created_at: commit.committedDate,
    parent_ids: commit.parentIds,
    title: commit.title,
    message: commit.message,
    author_name: commit.authorName,
    author_email: commit.authorEmail,
    authored_date: commit.authoredDate,
    committer_name: commit.committerName,
    committer_email: commit.committerEmail,
    committed_date: commit.committedDate,
    trailers: {},
    extended_trailers: {},
    web_url: `${world.url}/${projectPath(project)}/-/commit/${commit.id}`,
  };
}

export function branchEntity(
  world: World,
  project: Project,
  name: string,
  commit: GitCommit,
  rights: BranchRights,
): Entity {
  return {
    name,
    merged: false,
    protected: rights.protected,
    default: name === project.defaultBranch,
    developers_can_push: rights.developersCanPush,
    developers_can_merge: rights.developersCanMerge,
    can_push: rights.canPush,
    web_url: `${world.url}/${projectPath(project)}/-/tree/${name}`,
    commit: commitEntity(world, project, commit),
  };
}

function milestoneEntity(world: World, project: Project, { milestone }: Issue | MergeRequest) {
  if (!milestone) return null;
  return {
    id: milestone.id,
    iid: milestone.iid,
    project_id: project.id,
    title: milestone.title,
    description: '',
    state: 'active',
    created_at: project.createdAt,
    updated_at: project.createdAt,
    due_date: milestone.dueDate,
    start_date: null,
    expired: false,
    web_url: `${world.url}/${projectPath(project)}/-/milestones/${milestone.iid}`,
  };
}

function countNotes(noteable: Issue | MergeRequest): number {
  return noteable.discussions.flatMap(({ notes }) => notes).filter(({ system }) => !system).length;
}

function references(project: Project, sign: string, iid: number): Entity {
  return {
    short: `${sign}${iid}`,
    relative: `${sign}${iid}`,
    full: `${projectPath(project)}${sign}${iid}`,
  };
}

const NO_TIME = {
  time_estimate: 0,
  total_time_spent: 0,
  human_time_estimate: null,
  human_total_time_spent: null,
};

export function issueEntity(world: World, project: Project, issue: Issue): Entity {
  const user = (id: number): Entity => userEntity(world, userById(world.state, id));
  const self = `${world.url}/api/v4/projects/${project.id}/issues/${issue.iid}`;
  const assignees = issue.assigneeIds.map(user);
  return {
    id: issue.id,
    iid: issue.iid,
    project_id: project.id,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: null,
    closed_by: null,
    labels: issue.labels,
    milestone: milestoneEntity(world, project, issue),
    assignees,
    author: user(issue.authorId),
    type: issue.issueType.toUpperCase(),
    assignee: assignees[0] ?? null,
    user_notes_count: countNotes(issue),
    merge_requests_count: 0,
    upvotes: 0,
    downvotes: 0,
    start_date: null,
    due_date: null,
    confidential: issue.confidential,
    discussion_locked: null,
    issue_type: issue.issueType,
    web_url: `${world.url}/${projectPath(project)}/-/work_items/${issue.iid}`,
    time_stats: NO_TIME,
    task_completion_status: taskCompletion(issue.description ?? ''),
    has_tasks: /^\s*[-*] \[[ x]\]/m.test(issue.description ?? ''),
    task_status: taskStatus(issue.description ?? ''),
    _links: {
      self,
      notes: `${self}/notes`,
      award_emoji: `${self}/award_emoji`,
      project: `${world.url}/api/v4/projects/${project.id}`,
      closed_as_duplicate_of: null,
    },
    references: references(project, '#', issue.iid),
    severity: 'UNKNOWN',
    moved_to_id: null,
    imported: false,
    imported_from: 'none',
    service_desk_reply_to: null,
  };
}

function taskCompletion(text: string): { count: number; completed_count: number } {
  return {
    count: (text.match(/^\s*[-*] \[[ x]\]/gm) ?? []).length,
    completed_count: (text.match(/^\s*[-*] \[x\]/gm) ?? []).length,
  };
}

function taskStatus(text: string): string {
  const { count, completed_count: done } = taskCompletion(text);
  return `${done} of ${count} checklist items completed`;
}

export function mergeRequestEntity(
  world: World,
  project: Project,
  mergeRequest: MergeRequest,
  diff?: { baseSha: string; files: number },
): Entity {
  const user = (id: number): Entity => userEntity(world, userById(world.state, id));
  const assignees = mergeRequest.assigneeIds.map(user);
  const merged = mergeRequest.state === 'merged';
  const mergeUser = mergeRequest.mergedById === null ? null : user(mergeRequest.mergedById);
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    project_id: project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: mergeRequest.createdAt,
    updated_at: mergeRequest.updatedAt,
    ...(mergeUser ? { merged_by: mergeUser, merge_user: mergeUser } : {}),
    merged_at: mergeRequest.mergedAt,
    closed_at: null,
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    user_notes_count: countNotes(mergeRequest),
    upvotes: 0,
    downvotes: 0,
    author: user(mergeRequest.authorId),
    assignees,
    ...(assignees[0] ? { assignee: assignees[0] } : {}),
    reviewers: mergeRequest.reviewerIds.map(user),
    source_project_id: mergeRequest.sourceProjectId ?? project.id,
    target_project_id: project.id,
    labels: mergeRequest.labels,
    draft: mergeRequest.draft,
    imported: false,
    imported_from: 'none',
    work_in_progress: mergeRequest.draft,
    milestone: milestoneEntity(world, project, mergeRequest),
    merge_when_pipeline_succeeds: false,
    merge_status: merged ? 'cannot_be_merged' : 'can_be_merged',
    detailed_merge_status: merged ? 'not_open' : 'mergeable',
    merge_after: null,
    sha: mergeRequest.sha,
    merge_commit_sha: mergeRequest.mergeCommitSha,
    squash_commit_sha: null,
    discussion_locked: null,
    should_remove_source_branch: null,
    force_remove_source_branch: true,
    prepared_at: mergeRequest.createdAt,
    reference: `!${mergeRequest.iid}`,
    references: references(project, '!', mergeRequest.iid),
    web_url: `${world.url}/${projectPath(project)}/-/merge_requests/${mergeRequest.iid}`,
    time_stats: NO_TIME,
    squash: false,
    squash_on_merge: false,
    task_completion_status: taskCompletion(mergeRequest.description ?? ''),
    has_conflicts: false,
    blocking_discussions_resolved: mergeRequest.discussions
      .filter(({ notes }) => notes.some(({ resolvable }) => resolvable))
      .every(isResolved),
    ...(diff
      ? {
          subscribed: true,
          changes_count: String(diff.files),
          latest_build_started_at: null,
          latest_build_finished_at: null,
          first_deployed_to_production_at: null,
          pipeline: null,
          head_pipeline: null,
          diff_refs: {
            base_sha: diff.baseSha,
            head_sha: mergeRequest.sha,
            start_sha: diff.baseSha,
          },
          merge_error: null,
          first_contribution: false,
          user: { can_merge: true },
        }
      : {}),
  };
}

export function noteEntity(
  world: World,
  project: Project,
  noteable: Issue | MergeRequest,
  discussion: Discussion,
  note: Note,
): Entity {
  const resolver =
    note.resolvedById === null ? null : userEntity(world, userById(world.state, note.resolvedById));
  const type = note.position ? 'DiffNote' : discussion.individualNote ? null : 'DiscussionNote';
  return {
    id: note.id,
    type,
    body: note.body,
    author: userEntity(world, userById(world.state, note.authorId)),
    created_at: note.createdAt,
    updated_at: note.updatedAt,
    system: note.system,
    noteable_id: noteable.id,
    noteable_type: noteable.kind === 'issue' ? 'Issue' : 'MergeRequest',
    project_id: project.id,
    ...(note.position ? { commit_id: null, position: positionEntity(note) } : {}),
    resolvable: note.resolvable,
    ...(note.resolvable
      ? { resolved: note.resolvedAt !== null, resolved_by: resolver, resolved_at: note.resolvedAt }
      : {}),
    ...(note.position ? { suggestions: [] } : {}),
    confidential: note.internal,
    internal: note.internal,
    imported: false,
    imported_from: 'none',
    noteable_iid: noteable.iid,
    commands_changes: {},
  };
}

function positionEntity(note: Note): Entity {
  return { ...note.position, line_range: null };
}

export function discussionEntity(
  world: World,
  project: Project,
  noteable: Issue | MergeRequest,
  discussion: Discussion,
): Entity {
  return {
    id: discussion.id,
    individual_note: discussion.individualNote,
    notes: discussion.notes.map((note) => noteEntity(world, project, noteable, discussion, note)),
  };
}
