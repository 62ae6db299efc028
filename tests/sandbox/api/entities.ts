/** Over 250 lines: a flat table of GitLab's fields, entity by entity, best read in one place. */

import type { GitCommit } from '../git/readCommit.ts';
import type { BranchRights } from '../git/protection.ts';
import {
  type AccessToken,
  type Discussion,
  type Issue,
  type MergeRequest,
  type Note,
  type Position,
  type Project,
  type Suggestion,
  type User,
  projectPath,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { asOf } from './versions.ts';

/** What GitLab's REST v4 answers with, field by field (`lib/api/entities`). */

export type Entity = Record<string, unknown>;

export function userEntity(world: World, user: User): Entity {
  return {
    id: user.id,
    username: user.username,
    public_email: null,
    name: user.name,
    state: user.state === 'blocked' || user.state === 'banned' ? user.state : 'active',
    locked: false,
    avatar_url: `${world.url}/uploads/-/system/user/avatar/${user.id}/avatar.svg`,
    web_url: `${world.url}/${user.username}`,
  };
}

/** A user as jobs show who made them. */
export function userWithStatusEntity(world: World, user: User): Entity {
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
    followers: 0,
    following: 0,
    local_time: null,
  };
}

/** `GET /user`: what one sees of oneself. */
export function ownUserEntity(world: World, user: User): Entity {
  return {
    ...userWithStatusEntity(world, user),
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

export function milestoneEntity(
  world: World,
  project: Project,
  { milestone }: Issue | MergeRequest,
) {
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

export function countNotes(noteable: Issue | MergeRequest): number {
  return noteable.discussions.flatMap(({ notes }) => notes).filter(({ system }) => !system).length;
}

export function references(project: Project, sign: string, iid: number): Entity {
  return {
    short: `${sign}${iid}`,
    relative: `${sign}${iid}`,
    full: `${projectPath(project)}${sign}${iid}`,
  };
}

export const NO_TIME = {
  time_estimate: 0,
  total_time_spent: 0,
  human_time_estimate: null,
  human_total_time_spent: null,
};

/**
 * An issue.
 * @param options.basic without links, references and what else only the issue's own endpoints give
 */
export function issueEntity(
  world: World,
  project: Project,
  issue: Issue,
  { basic = false }: { basic?: boolean } = {},
): Entity {
  const user = (id: number): Entity => userEntity(world, userById(world.state, id));
  const self = `${world.url}/api/v4/projects/${project.id}/issues/${issue.iid}`;
  const assignees = issue.assigneeIds.map(user);
  const { version } = world.state.settings;
  const short = {
    id: issue.id,
    iid: issue.iid,
    project_id: project.id,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt ?? null,
    closed_by: issue.closedById ? user(issue.closedById) : null,
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
    discussion_locked: issue.locked === true ? true : null,
    issue_type: issue.issueType,
    web_url: `${world.url}/${projectPath(project)}/-/work_items/${issue.iid}`,
    time_stats: NO_TIME,
    task_completion_status: taskCompletion(issue.description ?? ''),
  };
  if (basic) return asOf(version, 'issue', short);
  const hasTasks = /^\s*[-*] \[[ x]\]/m.test(issue.description ?? '');
  return asOf(version, 'issue', {
    ...short,
    has_tasks: hasTasks,
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
    moved_to_id: issue.movedToId ?? null,
    imported: false,
    imported_from: 'none',
    service_desk_reply_to: null,
  });
}

export function taskCompletion(text: string): { count: number; completed_count: number } {
  return {
    count: (text.match(/^\s*[-*] \[[ x]\]/gm) ?? []).length,
    completed_count: (text.match(/^\s*[-*] \[x\]/gm) ?? []).length,
  };
}

function taskStatus(text: string): string {
  const { count, completed_count: done } = taskCompletion(text);
  return `${done} of ${count} checklist items completed`;
}

export function noteEntity(
  world: World,
  project: Project,
  noteable: Issue | MergeRequest,
  discussion: Discussion,
  note: Note,
  commandsChanges: Entity = {},
): Entity {
  const resolver =
    note.resolvedById === null ? null : userEntity(world, userById(world.state, note.resolvedById));
  const type = note.position ? 'DiffNote' : discussion.individualNote ? null : 'DiscussionNote';
  return asOf(world.state.settings.version, 'note', {
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
    ...(note.position ? { commit_id: null, position: positionEntity(note.position) } : {}),
    resolvable: note.resolvable,
    ...(note.resolvable
      ? { resolved: note.resolvedAt !== null, resolved_by: resolver, resolved_at: note.resolvedAt }
      : {}),
    ...(note.position ? { suggestions: (note.suggestions ?? []).map(suggestionEntity) } : {}),
    confidential: note.internal,
    internal: note.internal,
    imported: false,
    imported_from: 'none',
    noteable_iid: noteable.iid,
    commands_changes: commandsChanges,
  });
}

/** Where a note stands: lines for a text, a point for an image, neither for a whole file. */
export function positionEntity(position: Position): Entity {
  const { position_type: type, old_line, new_line, line_range, width, height, x, y } = position;
  return {
    base_sha: position.base_sha,
    start_sha: position.start_sha,
    head_sha: position.head_sha,
    old_path: position.old_path,
    new_path: position.new_path,
    position_type: type,
    ...(type === 'text' ? { old_line, new_line, line_range: line_range ?? null } : {}),
    ...(type === 'image' ? { width, height, x, y } : {}),
  };
}

export function suggestionEntity(suggestion: Suggestion): Entity {
  const applied = suggestion.appliedById !== null;
  return {
    id: suggestion.id,
    from_line: suggestion.fromLine,
    to_line: suggestion.toLine,
    appliable: !applied && suggestion.fromContent !== suggestion.toContent,
    applied,
    from_content: suggestion.fromContent,
    to_content: suggestion.toContent,
  };
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
