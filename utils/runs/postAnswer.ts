import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { askedProjectId, type Run } from './Run.ts';

/**
 * Posts a run's answer as the user, a reply in its thread or else a note; gives the note's address.
 * @param defuse see `defuseAnswer`
 */
export async function postAnswer(
  gitLab: GitLab,
  run: Run,
  defuse: (answer: string, origin: string) => Promise<string>,
): Promise<Result<{ webUrl: string }>> {
  const answer = run.outcome?.answer ?? '';
  if (answer.trim() === '') {
    return { ok: false, failure: { kind: 'refused', reason: 'no_answer' } };
  }
  if (run.private) {
    return { ok: false, failure: { kind: 'refused', reason: 'answer_private' } };
  }
  const { type, iid } = run.page;
  const body = await defuse(answer, run.site);
  const projectId = askedProjectId(run);
  const note =
    run.discussionId === undefined
      ? await gitLab.createNote(projectId, type, iid, body)
      : await gitLab.replyToDiscussion(projectId, type, iid, run.discussionId, body);
  if (!note.ok) return { ok: false, failure: await withReason(note.failure, gitLab, run) };
  const kind = type === 'issue' ? 'issues' : 'merge_requests';
  const webUrl = `${run.site}/${run.projectPath}/-/${kind}/${iid}#note_${note.value.id}`;
  return { ok: true, value: { webUrl } };
}

/**
 * A locked discussion takes comments by members alone (GitLab: `app/policies/issuable_policy.rb`, `locked & ~is_project_member`),
 * which the refusal, a plain 403, does not say.
 */
async function withReason(failure: Failure, gitLab: GitLab, run: Run): Promise<Failure> {
  if (failure.kind !== 'forbidden' || failure.reason !== undefined) return failure;
  const { type, iid } = run.page;
  const read = type === 'issue' ? gitLab.issue : gitLab.mergeRequest;
  const page = await read(askedProjectId(run), iid);
  return page.ok && page.value.discussion_locked ? { ...failure, reason: 'locked' } : failure;
}
