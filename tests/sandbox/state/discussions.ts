import { createHash, randomBytes } from 'node:crypto';
import {
  type Discussion,
  type Issue,
  type MergeRequest,
  type Note,
  type Position,
  nextId,
} from './State.ts';

export interface NewNote {
  body: string;
  authorId: number;
  createdAt?: string;
  internal?: boolean;
  resolvable?: boolean;
  position?: Position | null;
  system?: boolean;
  action?: string;
}

function makeNote(note: NewNote): Note {
  const at = note.createdAt ?? new Date().toISOString();
  return {
    id: nextId(),
    body: note.body,
    authorId: note.authorId,
    createdAt: at,
    updatedAt: at,
    system: note.system ?? false,
    internal: note.internal ?? false,
    resolvable: note.resolvable ?? false,
    resolvedById: null,
    resolvedAt: null,
    position: note.position ?? null,
    ...(note.action === undefined ? {} : { action: note.action }),
  };
}

/** Adds a single comment, or a thread of one note, to an issue or merge request. */
export function addDiscussion(
  noteable: Issue | MergeRequest,
  note: NewNote,
  individualNote: boolean,
): Discussion {
  const seed = `${noteable.kind} ${noteable.id} ${nextId()} ${randomBytes(8).toString('hex')}`;
  const discussion: Discussion = {
    id: createHash('sha1').update(seed).digest('hex'),
    individualNote,
    // Every thread can be resolved, single comments cannot.
    notes: [makeNote({ ...note, resolvable: note.resolvable ?? !individualNote })],
  };
  noteable.discussions.push(discussion);
  noteable.updatedAt = discussion.notes[0]?.createdAt ?? noteable.updatedAt;
  return discussion;
}

/** Replies in a thread; a single comment becomes a thread by that, as in GitLab. */
export function addReply(
  noteable: Issue | MergeRequest,
  discussion: Discussion,
  reply: NewNote,
): Note {
  const first = discussion.notes[0];
  const resolvable = true;
  if (discussion.individualNote && first) first.resolvable = resolvable;
  discussion.individualNote = false;
  const note = makeNote({ ...reply, resolvable, position: first?.position ?? null });
  if (first?.internal) note.internal = true;
  discussion.notes.push(note);
  noteable.updatedAt = note.createdAt;
  return note;
}

/** True when the thread can be resolved and every note of it is. */
export function isResolved(discussion: Discussion): boolean {
  const resolvable = discussion.notes.filter((note) => note.resolvable);
  return resolvable.length > 0 && resolvable.every((note) => note.resolvedAt !== null);
}

/** Resolves or reopens a thread. */
export function setResolved(
  discussion: Discussion,
  resolved: boolean,
  userId: number,
  at: string = new Date().toISOString(),
): void {
  for (const note of discussion.notes) {
    if (!note.resolvable) continue;
    note.resolvedAt = resolved ? at : null;
    note.resolvedById = resolved ? userId : null;
  }
}
