import { editNote, noteAddress, targetPath } from './editNote.ts';
import { fieldOf } from './gitlabApi.ts';
import type { ApiAnswer, ApiFailure, GitlabApi } from './gitlabApi.ts';
import { isNoteOf } from './noteOf.ts';
import type { Place } from './request/readPlace.ts';
import type { Request } from './request/readRequest.ts';

export interface Reply {
  posted: boolean;
  /** What was done, or why nothing was. */
  words: string;
  /** Of the note. */
  url?: string;
  noteId?: number;
}

const MAX_LENGTH = 900_000;

/**
 * Writes the answer where it was asked: into the thread, else as a note; internal where the ask was private. A job that runs
 * again changes the note that it left the first time.
 * @param writer the project by `GITLAB_ACCESS_TOKEN`, and the server by it
 * @param replaces a note of this job that is to become the answer; where it is gone or out of reach, the answer is one of its own
 * @returns null where no reply is wanted
 */
export async function postAnswer(
  request: Request,
  place: Place,
  writer: { project: GitlabApi; server: GitlabApi } | null,
  answer: string,
  replaces: number | null = null,
): Promise<Reply | null> {
  if (request.reply === 'none' || request.target === null || answer === '') return null;
  if (writer === null)
    return { posted: false, words: 'there is no GITLAB_ACCESS_TOKEN to reply with' };
  if (request.isPrivate && request.target.type === 'merge_request')
    return { posted: false, words: 'a private answer stays in the artifact' };
  const root = targetPath(request.target);
  const { project } = writer;
  const body = answer.slice(0, MAX_LENGTH);
  const replyOf = (note: ApiAnswer, words: string): Promise<Reply> =>
    toReply(note, words, { place, root, project });
  const isNew = replaces !== null;

  if (replaces !== null) {
    const edited = await editNote(project, root, replaces, body);
    // Deleted meanwhile, or taken out of the token's reach.
    const isGone = !edited.ok && (edited.status === 404 || edited.status === 403);
    if (!isGone) return replyOf(edited, 'comment updated');
  }

  if (request.reply === 'thread' && request.discussionId !== null && !request.isPrivate) {
    const reply = await replyInThread(root, request.discussionId, place, writer, body, isNew);
    // A thread that is gone: then a comment.
    if (reply !== null) return reply;
  }
  const read = await project.get(`${root}/notes?sort=desc&order_by=created_at&per_page=100`);
  const listed: unknown[] = read.ok && Array.isArray(read.body) ? read.body : [];
  const kept = request.isPrivate ? listed.filter(isInternal) : listed;
  const earlier = isNew ? null : await earlierNote(kept, place, writer);
  if (earlier !== null)
    return replyOf(await editNote(project, root, earlier, body), 'comment updated');
  if (!request.isPrivate)
    return replyOf(await project.post(`${root}/notes`, { body }), 'commented');
  const note = await project.post(`${root}/notes`, { body, internal: true });
  if (!note.ok || isInternal(note.body)) return replyOf(note, 'commented');
  // GitLab makes it a public one where the token's user is a Guest.
  const removed = await project.remove(`${root}/notes/${String(fieldOf(note.body, 'id'))}`);
  const became = removed.ok ? 'was removed again' : `could not be removed: ${removed.words}`;
  const words = `GitLab made the internal comment a public one, which ${became}`;
  return { posted: false, words };
}

/**
 * Replies in a thread; a job that runs again changes the reply that it left the first time.
 * @param root of the issue or merge request, below the project
 * @param isNew nothing that was left there is looked for
 * @returns null where the thread is gone
 */
export async function replyInThread(
  root: string,
  discussionId: string,
  place: Place,
  writer: { project: GitlabApi; server: GitlabApi },
  answer: string,
  isNew = false,
): Promise<Reply | null> {
  const { project } = writer;
  const at = { place, root, project };
  const body = answer.slice(0, MAX_LENGTH);
  const thread = `${root}/discussions/${discussionId}`;
  const read = await project.get(thread);
  const notes = read.ok && !isNew ? fieldOf(read.body, 'notes') : [];
  const earlier = await earlierNote(notes, place, writer);
  if (earlier !== null)
    return toReply(await editNote(project, root, earlier, body), 'reply updated', at);
  const reply = await project.post(`${thread}/notes`, { body });
  if (!reply.ok && reply.status === 404) return null;
  return toReply(reply, 'replied in the thread', at);
}

interface At {
  place: Place;
  /** Of the issue or merge request, below the project. */
  root: string;
  project: GitlabApi;
}

async function toReply(note: ApiAnswer, words: string, at: At): Promise<Reply> {
  if (!note.ok) return { posted: false, words: await whyRefused(note, at) };
  const noteId = fieldOf(note.body, 'id');
  // What GitLab reads as quick actions alone becomes no note: 202 with a summary.
  if (typeof noteId !== 'number')
    return {
      posted: false,
      words: `GitLab made no comment of it: ${String(fieldOf(note.body, 'summary'))}`,
    };
  return { posted: true, words, url: noteAddress(at.place, at.root, noteId), noteId };
}

/**
 * A locked discussion takes comments by members alone (GitLab: `app/policies/issuable_policy.rb`, `locked & ~is_project_member`),
 * which the refusal, a plain 403, does not say.
 */
async function whyRefused({ status, words }: ApiFailure, { project, root }: At): Promise<string> {
  if (status !== 403) return words;
  const page = await project.get(root);
  if (!page.ok || fieldOf(page.body, 'discussion_locked') !== true) return words;
  return `the discussion is locked, and the user of GITLAB_ACCESS_TOKEN is no member of the project: add it to the members, or unlock the discussion (${words})`;
}

/** Whether GitLab says that a note is internal; what it does not say counts as no. */
function isInternal(note: unknown): boolean {
  return fieldOf(note, 'internal') === true || fieldOf(note, 'confidential') === true;
}

/** The note that an earlier try of this pipeline's job left, by its id: it names the pipeline, and the token's own user wrote it. */
async function earlierNote(
  notes: unknown,
  place: Place,
  { server }: { server: GitlabApi },
): Promise<number | null> {
  const named = (Array.isArray(notes) ? notes : []).filter((note: unknown) =>
    isNoteOf(String(fieldOf(note, 'body') ?? ''), place),
  );
  if (named.length === 0) return null;
  const self = await server.get('/user');
  const own = self.ok ? fieldOf(self.body, 'id') : undefined;
  const found = named.find(
    (note: unknown) => own !== undefined && fieldOf(fieldOf(note, 'author'), 'id') === own,
  );
  const id = fieldOf(found, 'id');
  return typeof id === 'number' ? id : null;
}
