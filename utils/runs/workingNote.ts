import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { statusOf, withStatus } from '../page/notes/statusNote.ts';
import { askedProjectId, type Run } from './Run.ts';

interface WorkingNote {
  id: number;
  body: string;
}

/** The comment in which a run's job says that Claude is working, or null where there is none, or it says something else by now. */
async function find(gitLab: GitLab, run: Run): Promise<Result<WorkingNote | null>> {
  const { type, iid } = run.page;
  const discussions = await gitLab.discussions(askedProjectId(run), type, iid);
  if (!discussions.ok) return discussions;
  const named = `[pipeline ${run.pipelineId}](`;
  const notes = discussions.value.flatMap((discussion) => discussion.notes);
  const note = notes.find(({ body }) => statusOf(body) === 'working' && body.includes(named));
  return { ok: true, value: note ?? null };
}

/** Address of the comment that still says that a run's Claude is working, though the run has ended; null where none does. */
export async function findWorkingNote(
  gitLab: GitLab,
  run: Run,
): Promise<Result<{ webUrl: string } | null>> {
  const note = await find(gitLab, run);
  if (!note.ok) return note;
  if (note.value === null) return { ok: true, value: null };
  const kind = run.page.type === 'issue' ? 'issues' : 'merge_requests';
  const page = `${run.site}/${run.projectPath}/-/${kind}/${run.page.iid}`;
  return { ok: true, value: { webUrl: `${page}#note_${note.value.id}` } };
}

/** Has that comment say how the run ended. GitLab lets its author change it, and Maintainers. */
export async function finishWorkingNote(gitLab: GitLab, run: Run): Promise<Result<null>> {
  const note = await find(gitLab, run);
  if (!note.ok) return note;
  if (note.value === null) return { ok: true, value: null };
  const { type, iid } = run.page;
  const isCancelled = run.state === 'cancelled' || run.state === 'superseded';
  const body = withStatus(note.value.body, isCancelled ? 'cancelled' : 'failed');
  const edited = await gitLab.editNote(askedProjectId(run), type, iid, note.value.id, body);
  return edited.ok ? { ok: true, value: null } : edited;
}
