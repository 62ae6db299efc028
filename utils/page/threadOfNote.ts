import { discussionIdOf } from './discussionIdOf.ts';

/** The thread that a comment stands in, if any. */
export function threadOfNote(document: Document, noteId: number): string | undefined {
  for (const note of document.querySelectorAll(`[id="note_${noteId}"]`)) {
    const thread = note.closest('[data-discussion-id]');
    const id = thread && discussionIdOf(thread);
    if (id) return id;
  }
  return undefined;
}
