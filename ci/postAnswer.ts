import { fieldOf } from './gitlabApi.ts';
import type { ApiAnswer, GitlabApi } from './gitlabApi.ts';
import { isNoteOf } from './noteOf.ts';
import type { Place } from './request/readPlace.ts';
import type { Request } from './request/readRequest.ts';

export interface Reply {
  posted: boolean;
  /** What was done, or why nothing was. */
  words: string;
  /** Of the note. */
  url?: string;
}

const MAX_LENGTH = 900_000;

/**
 * Writes the answer where it was asked: into the thread, else as a note; internal where the ask was private. A job that runs
 * again changes the note that it left the first time.
 * @param writer the project by `GITLAB_ACCESS_TOKEN`, and the server by it
 * @returns null where no reply is wanted
 */
export async function postAnswer(
  request: Request,
  place: Place,
  writer: { project: GitlabApi; server: GitlabApi } | null,
  answer: string,
): Promise<Reply | null> {
  if (request.reply === 'none' || request.target === null || answer === '') return null;
  if (writer === null)
    return { posted: false, words: 'there is no GITLAB_ACCESS_TOKEN to reply with' };
  const { type, iid } = request.target;
  if (request.isPrivate && type === 'merge_request')
    return { posted: false, words: 'a private answer stays in the artifact' };
  const kind = type === 'issue' ? 'issues' : 'merge_requests';
  const root = `/${kind}/${iid}`;
  const { project } = writer;
  const body = answer.slice(0, MAX_LENGTH);
  const replyOf = (note: ApiAnswer, words: string): Reply => toReply(note, words, place, root);

  if (request.reply === 'thread' && request.discussionId !== null && !request.isPrivate) {
    const reply = await replyInThread(root, request.discussionId, place, writer, body);
    // A thread that is gone: then a comment.
    if (reply !== null) return reply;
  }
  const read = await project.get(`${root}/notes?sort=desc&order_by=created_at&per_page=100`);
  const listed: unknown[] = read.ok && Array.isArray(read.body) ? read.body : [];
  const kept = request.isPrivate ? listed.filter(isInternal) : listed;
  const earlier = await earlierNote(kept, place, writer);
  if (earlier !== null)
    return replyOf(await project.put(`${root}/notes/${earlier}`, { body }), 'comment updated');
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
 * @returns null where the thread is gone
 */
export async function replyInThread(
  root: string,
  discussionId: string,
  place: Place,
  writer: { project: GitlabApi; server: GitlabApi },
  answer: string,
): Promise<Reply | null> {
  const { project } = writer;
  const body = answer.slice(0, MAX_LENGTH);
  const thread = `${root}/discussions/${discussionId}`;
  const read = await project.get(thread);
  const earlier = await earlierNote(read.ok ? fieldOf(read.body, 'notes') : [], place, writer);
  if (earlier !== null) {
    const updated = await project.put(`${root}/notes/${earlier}`, { body });
    return toReply(updated, 'reply updated', place, root);
  }
  const reply = await project.post(`${thread}/notes`, { body });
  if (!reply.ok && reply.status === 404) return null;
  return toReply(reply, 'replied in the thread', place, root);
}

function toReply(note: ApiAnswer, words: string, place: Place, root: string): Reply {
  if (!note.ok) return { posted: false, words: note.words };
  const id = fieldOf(note.body, 'id');
  // What GitLab reads as quick actions alone becomes no note: 202 with a summary.
  if (typeof id !== 'number')
    return {
      posted: false,
      words: `GitLab made no comment of it: ${String(fieldOf(note.body, 'summary'))}`,
    };
  const page = `${place.serverUrl}/${place.projectPath}/-${root}`;
  return { posted: true, words, url: `${page}#note_${id}` };
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
