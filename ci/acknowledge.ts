import { editNote, noteAddress, targetPath } from './editNote.ts';
import type { Job } from './Job.ts';
import { statusNote } from './noteOf.ts';
import { postAnswer } from './postAnswer.ts';
import type { JobResult } from './writeResult.ts';

/**
 * Says, where the answer will go, that Claude is at work, if that was asked for.
 * @returns id of the note that what comes of it is to replace; null where there is none
 */
export async function acknowledge(job: Job): Promise<number | null> {
  const { request, place, writer, step, redact, cancelled } = job;
  // Threads get a reply each: there is no one place for the answer.
  if (!request.acknowledge || request.threads.length > 0 || cancelled.aborted) return null;
  const reply = await postAnswer(request, place, writer, statusNote('working', place));
  if (reply?.posted === false)
    step('warning', `it could not be said that Claude is working: ${redact(reply.words)}`);
  return reply?.noteId ?? null;
}

/**
 * Has that note say that no answer will come. One that was deleted meanwhile is not written anew.
 * @param noteId as `acknowledge` gave it
 */
export async function tellNoAnswer(
  { request: { target }, place, writer, redact }: Job,
  noteId: number | null,
  result: JobResult,
  status: 'cancelled' | 'failed',
): Promise<JobResult> {
  if (noteId === null || writer === null || target === null) return result;
  const root = targetPath(target);
  const edited = await editNote(writer.project, root, noteId, statusNote(status, place));
  if (edited.ok) return { ...result, noteUrl: noteAddress(place, root, noteId) };
  if (edited.status === 404) return result;
  const unsaid = `A comment still says that Claude is working: ${redact(edited.words)}`;
  return { ...result, errors: [...result.errors, unsaid] };
}
