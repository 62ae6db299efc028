import type { Job } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageType } from '../page/PageRef.ts';
import type { Outcome } from './Outcome.ts';

/** What of a run is needed to find what it left on its page. */
export interface Asked {
  site: string;
  /** The project in which it ran. */
  projectId: number;
  /** The project whose page was asked about, where that is another one. */
  runner?: { askedProjectId: number };
  projectPath: string;
  page: { type: PageType; iid: number };
  discussionId?: string;
}

/** Id of the project in which a job leaves what it makes. */
export function pageProject({ runner, projectId }: Asked): number {
  return runner?.askedProjectId ?? projectId;
}

/** Users that GitLab makes for access tokens of projects and groups: a job acts as one, a person never. */
const BOT = /^(?:project|group)_\d+_bot/;
/** What a job makes just before it ends may bear a later second. */
const SLACK_MS = 60_000;

/** What a job has made on its page and as merge request: where its result cannot be read. */
export type Made = Pick<Outcome, 'answer' | 'branch' | 'mergeRequest' | 'noteUrl'>;

/** Whether something was made by this job: it names the job, or a bot made it while the job ran. */
function isOf(job: Job, text: string, author: string, at: string): boolean {
  if (text.includes(job.web_url)) return true;
  const [from, time] = [Date.parse(job.started_at ?? ''), Date.parse(at)];
  const until = Date.parse(job.finished_at ?? '') + SLACK_MS;
  return BOT.test(author) && time >= from && time <= until;
}

async function madeNote(gitLab: GitLab, asked: Asked, job: Job): Promise<Result<Partial<Made>>> {
  const { type, iid } = asked.page;
  const discussions = await gitLab.discussions(pageProject(asked), type, iid);
  if (!discussions.ok) return discussions;
  const notes = discussions.value.flatMap((discussion) =>
    discussion.notes.map((note) => ({ ...note, thread: discussion.id })),
  );
  const ours = notes.filter(
    (note) => !note.system && isOf(job, note.body, note.author.username, note.created_at),
  );
  const note = ours.findLast(({ thread }) => thread === asked.discussionId) ?? ours.at(-1);
  if (note === undefined) return { ok: true, value: {} };
  const kind = type === 'issue' ? 'issues' : 'merge_requests';
  const noteUrl = `${asked.site}/${asked.projectPath}/-/${kind}/${iid}#note_${note.id}`;
  return { ok: true, value: { answer: note.body, noteUrl } };
}

async function madeMergeRequest(
  gitLab: GitLab,
  asked: Asked,
  job: Job,
): Promise<Result<Partial<Made>>> {
  const since = job.started_at;
  if (!since) return { ok: true, value: {} };
  const made = await gitLab.mergeRequestsSince(pageProject(asked), since);
  if (!made.ok) return made;
  const ours = made.value.find(({ description, author, created_at: at }) =>
    isOf(job, description ?? '', author.username, at),
  );
  if (ours === undefined) return { ok: true, value: {} };
  const mergeRequest = { iid: ours.iid, webUrl: ours.web_url };
  return { ok: true, value: { mergeRequest, branch: ours.source_branch } };
}

/** Finds what a job made: the note or reply, and the merge request. Empty where there is nothing, or it cannot be read. */
export async function readMade(gitLab: GitLab, asked: Asked, job: Job): Promise<Partial<Made>> {
  const [note, mergeRequest] = await Promise.all([
    madeNote(gitLab, asked, job),
    madeMergeRequest(gitLab, asked, job),
  ]);
  return {
    ...(note.ok ? note.value : {}),
    ...(mergeRequest.ok ? mergeRequest.value : {}),
  };
}
