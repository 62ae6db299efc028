import { fieldOf } from '../gitlabApi.ts';
import type { Job } from '../Job.ts';
import { sideBySide } from '../sideBySide.ts';

/** A thread that was named to be resolved, as it is when the job begins. */
export interface AskedThread {
  /** 40 hex digits. */
  id: string;
  state: 'open' | 'resolved_before' | 'gone';
  /** Of its first note; null where GitLab did not tell. */
  url: string | null;
}

/** Looks at each thread that was named; what GitLab does not give is taken for open. */
export function readThreads({
  request,
  place,
  reader,
}: Pick<Job, 'request' | 'place' | 'reader'>): Promise<AskedThread[]> {
  const page = `merge_requests/${request.target?.iid ?? 0}`;
  const read = async (id: string): Promise<AskedThread> => {
    const answer = await reader.get(`/${page}/discussions/${id}`);
    if (!answer.ok) return { id, state: answer.status === 404 ? 'gone' : 'open', url: null };
    const listed = fieldOf(answer.body, 'notes');
    const notes: unknown[] = Array.isArray(listed) ? listed : [];
    const first = fieldOf(notes[0], 'id');
    const url = `${place.serverUrl}/${place.projectPath}/-/${page}#note_${String(first)}`;
    return {
      id,
      state: isResolved(notes) ? 'resolved_before' : 'open',
      url: typeof first === 'number' ? url : null,
    };
  };
  return sideBySide(request.threads.map(read));
}

function isResolved(notes: readonly unknown[]): boolean {
  const resolvable = notes.filter((note) => fieldOf(note, 'resolvable') === true);
  return resolvable.length > 0 && resolvable.every((note) => fieldOf(note, 'resolved') === true);
}
