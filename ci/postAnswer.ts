import type { GitlabApi } from './gitlabApi.ts';
import type { Request } from './readRequest.ts';

const MAX_LENGTH = 900_000;

/**
 * Writes the answer where it was asked: into the thread, else as a note; internal where the ask was private.
 * @returns what was done or why nothing was, or null where no reply is wanted
 */
export async function postAnswer(
  request: Request,
  api: GitlabApi,
  answer: string,
): Promise<{ posted: boolean; words: string } | null> {
  if (request.reply === 'none' || request.target === null || answer === '') return null;
  if (api.post === null)
    return { posted: false, words: 'there is no GITLAB_ACCESS_TOKEN to reply with' };
  const { type, iid } = request.target;
  if (request.isPrivate && type === 'merge_request')
    return { posted: false, words: 'a private answer stays in the artifact' };
  const root = type === 'issue' ? `/issues/${iid}` : `/merge_requests/${iid}`;
  const body = answer.slice(0, MAX_LENGTH);
  if (request.reply === 'thread' && request.discussionId !== null && !request.isPrivate) {
    const reply = await api.post(`${root}/discussions/${request.discussionId}/notes`, { body });
    if (reply.ok) return { posted: true, words: 'replied in the thread' };
    if (reply.status !== 404) return { posted: false, words: reply.words };
  }
  const note = await api.post(`${root}/notes`, {
    body,
    ...(request.isPrivate ? { internal: true } : {}),
  });
  return note.ok ? { posted: true, words: 'commented' } : { posted: false, words: note.words };
}
