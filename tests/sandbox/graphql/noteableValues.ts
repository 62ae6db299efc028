import { canReadNote } from '../api/noteableRoutes.ts';
import { renderGfm, renderTitle } from '../rendering/renderGfm.ts';
import { isResolved } from '../state/discussions.ts';
import {
  type Discussion,
  type Issue,
  type MergeRequest,
  type Note,
  type Position,
  type Project,
  type User,
  projectPath,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { connectionOf, type PageArguments } from './connectionOf.ts';

/** GraphQL tells seconds, REST milliseconds. */
export function timeOf(time: string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function globalId(type: string, id: number | string): string {
  return `gid://gitlab/${type}/${id}`;
}

/** Where the page finds what was uploaded to a project. */
function uploadsOf({ relativeRoot }: World, { id }: Project): string {
  return `${relativeRoot}/-/project/${id}`;
}

export function userValue({ id, username, name }: User) {
  return { id: globalId('User', id), username, name };
}

/** What issues and merge requests have in common. */
export function noteableValue(
  world: World,
  project: Project,
  user: User | null,
  noteable: Issue | MergeRequest,
) {
  const isIssue = noteable.kind === 'issue';
  const people = (ids: number[]) => (args: PageArguments) =>
    connectionOf(ids, args, (id) => userValue(userById(world.state, id)));
  const place = isIssue ? 'work_items' : 'merge_requests';
  return {
    id: globalId(isIssue ? 'Issue' : 'MergeRequest', noteable.id),
    iid: String(noteable.iid),
    projectId: project.id,
    title: noteable.title,
    titleHtml: renderTitle(noteable.title),
    description: noteable.description,
    descriptionHtml: renderGfm(noteable.description ?? '', uploadsOf(world, project)),
    state: noteable.state,
    author: userValue(userById(world.state, noteable.authorId)),
    assignees: people(noteable.assigneeIds),
    labels: (args: PageArguments) => connectionOf(noteable.labels, args, (title) => ({ title })),
    milestone: noteable.milestone
      ? {
          id: globalId('Milestone', noteable.milestone.id),
          title: noteable.milestone.title,
          dueDate: noteable.milestone.dueDate && timeOf(noteable.milestone.dueDate),
        }
      : null,
    createdAt: timeOf(noteable.createdAt),
    updatedAt: timeOf(noteable.updatedAt),
    webUrl: `${world.url}/${projectPath(project)}/-/${place}/${noteable.iid}`,
    reference: ({ full }: { full?: boolean }) =>
      `${full ? projectPath(project) : ''}${isIssue ? '#' : '!'}${noteable.iid}`,
    discussions: (args: PageArguments) =>
      connectionOf(visibleDiscussions(project, user, noteable), args, (one) =>
        discussionValue(world, project, one),
      ),
  };
}

function visibleDiscussions(
  project: Project,
  user: User | null,
  { discussions }: Issue | MergeRequest,
): Discussion[] {
  return discussions.flatMap((discussion) => {
    const notes = discussion.notes.filter((note) => canReadNote(project, user, note));
    return notes.length === 0 ? [] : [{ ...discussion, notes }];
  });
}

function discussionValue(world: World, project: Project, discussion: Discussion) {
  return {
    id: globalId('Discussion', discussion.id),
    resolvable: discussion.notes.some(({ resolvable }) => resolvable),
    resolved: isResolved(discussion),
    notes: (args: PageArguments) =>
      connectionOf(discussion.notes, args, (note) => noteValue(world, project, discussion, note)),
  };
}

function typeOf({ individualNote }: Discussion, note: Note): string {
  if (note.position) return 'DiffNote';
  return individualNote ? 'Note' : 'DiscussionNote';
}

function noteValue(world: World, project: Project, discussion: Discussion, note: Note) {
  return {
    id: globalId(typeOf(discussion, note), note.id),
    system: note.system,
    internal: note.internal,
    createdAt: timeOf(note.createdAt),
    author: userValue(userById(world.state, note.authorId)),
    body: note.body,
    bodyHtml: renderGfm(note.body, uploadsOf(world, project)),
    resolvable: note.resolvable,
    resolved: note.resolvedAt !== null,
    position: note.position && positionValue(note.position),
  };
}

function positionValue(position: Position) {
  return {
    diffRefs: {
      baseSha: position.base_sha,
      headSha: position.head_sha,
      startSha: position.start_sha,
    },
    filePath: position.new_path ?? position.old_path,
    newPath: position.new_path,
    oldPath: position.old_path,
    newLine: position.new_line,
    oldLine: position.old_line,
  };
}
