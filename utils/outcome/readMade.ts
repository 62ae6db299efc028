import type { Job, User } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageType } from '../page/PageRef.ts';
import { isOfSite } from './boundOutcome.ts';
import type { Outcome } from './Outcome.ts';
import { statusOf } from '../page/notes/statusNote.ts';

/** What of a run is needed to find what it left on its page. */
export interface FinishedRun {
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
export function pageProject({ runner, projectId }: FinishedRun): number {
  return runner?.askedProjectId ?? projectId;
}

/** Users that GitLab makes for access tokens of projects and groups: a job acts as one, a person never. */
const BOT = /^(project|group)_(\d{1,12})_bot/;
/** What a job makes just before it ends may bear a later second. */
const SLACK_MS = 60_000;
/** The newest are looked at first; further ones are nobody's answer. */
const MOST_BOTS = 20;

/** What a job has made on its page and as merge request: where its result cannot be read. */
export type FoundResult = Pick<Outcome, 'answer' | 'branch' | 'mergeRequest' | 'noteUrl'>;

/** Something on a page that may be a job's, with who made it and when. */
interface Trace {
  text: string;
  author: User;
  at: string;
}

function isWithin(job: Job, at: string): boolean {
  const [from, time] = [Date.parse(job.started_at ?? ''), Date.parse(at)];
  const until = Date.parse(job.finished_at ?? '') + SLACK_MS;
  return time >= from && time <= until;
}

/** Whether a text holds a job's own address, and not one that only begins so. */
function names(text: string, { web_url: address }: Job): boolean {
  return text.split(address).some((rest, index) => index > 0 && !/^\d/.test(rest));
}

/** Whether a text names a job, and it is another one. */
function namesAnother(text: string, job: Job): boolean {
  return !names(text, job) && /\/-\/jobs\/\d/.test(text);
}

/**
 * Which of these the job made: while it ran, as a bot of a token of this project's, or as its own user and naming the job. The job's
 * address alone says nothing: every answer tells it to whoever reads the page.
 */
async function ofJob<Found extends Trace>(
  gitLab: GitLab,
  projectId: number,
  job: Job,
  traces: readonly Found[],
): Promise<Found[]> {
  const within = traces.filter(({ at, text }) => isWithin(job, at) && !namesAnother(text, job));
  const foreign = within.flatMap(({ author }) => {
    const [, kind, id] = BOT.exec(author.username) ?? [];
    return kind === undefined || (kind === 'project' && Number(id) === projectId)
      ? []
      : [author.id];
  });
  const asked = [...new Set(foreign)].slice(-MOST_BOTS);
  // A bot of another project may write on a public page; one of a group above is a member.
  const members = asked.length === 0 ? null : await gitLab.members(projectId, asked);
  const known = new Set(members?.ok ? members.value.items.map(({ id }) => id) : []);
  return within.filter(({ author, text }) => {
    const [, kind, id] = BOT.exec(author.username) ?? [];
    if (kind === undefined) return author.id === job.user?.id && names(text, job);
    return (kind === 'project' && Number(id) === projectId) || known.has(author.id);
  });
}

/** Id of the note that an address of this page names, or null. */
function noteIdOf(url: string, { site, page }: FinishedRun): number | null {
  if (!isOfSite(url, site)) return null;
  const kind = page.type === 'issue' ? '(?:issues|work_items)' : 'merge_requests';
  const found = new RegExp(`/-/${kind}/${page.iid}#note_(\\d{1,15})$`).exec(url)?.[1];
  return found === undefined ? null : Number(found);
}

/** The words of the note that a job says it wrote; empty where it is not there. */
export async function readNote(
  gitLab: GitLab,
  asked: FinishedRun,
  noteUrl: string,
): Promise<string> {
  const wanted = noteIdOf(noteUrl, asked);
  if (wanted === null) return '';
  const { type, iid } = asked.page;
  const discussions = await gitLab.discussions(pageProject(asked), type, iid);
  const notes = discussions.ok ? discussions.value.flatMap((discussion) => discussion.notes) : [];
  return notes.find(({ id, system }) => id === wanted && !system)?.body ?? '';
}

async function madeNote(
  gitLab: GitLab,
  asked: FinishedRun,
  job: Job,
): Promise<Partial<FoundResult>> {
  const { type, iid } = asked.page;
  const discussions = await gitLab.discussions(pageProject(asked), type, iid);
  if (!discussions.ok) return {};
  const notes = discussions.value.flatMap(({ id: thread, notes: inThread }) =>
    inThread
      .filter(({ system, body }) => !system && statusOf(body) === null)
      .map(({ id, body, author, created_at: at }) => ({ id, text: body, author, at, thread })),
  );
  const ours = await ofJob(gitLab, pageProject(asked), job, notes);
  const note = ours.findLast(({ thread }) => thread === asked.discussionId) ?? ours.at(-1);
  if (note === undefined) return {};
  const kind = type === 'issue' ? 'issues' : 'merge_requests';
  const noteUrl = `${asked.site}/${asked.projectPath}/-/${kind}/${iid}#note_${note.id}`;
  return { answer: note.text, noteUrl };
}

async function madeMergeRequest(
  gitLab: GitLab,
  asked: FinishedRun,
  job: Job,
): Promise<Partial<FoundResult>> {
  if (!job.started_at) return {};
  const made = await gitLab.mergeRequestsSince(pageProject(asked), job.started_at);
  if (!made.ok) return {};
  const traces = made.value.map(({ description, author, created_at: at, ...mergeRequest }) => ({
    ...mergeRequest,
    text: description ?? '',
    author,
    at,
  }));
  const [ours] = await ofJob(gitLab, pageProject(asked), job, traces);
  if (ours === undefined) return {};
  const mergeRequest = { iid: ours.iid, webUrl: ours.web_url };
  return { mergeRequest, branch: ours.source_branch };
}

/** Finds what a job made: the note or reply, and the merge request. Empty where there is nothing, or it cannot be read. */
export async function readMade(
  gitLab: GitLab,
  asked: FinishedRun,
  job: Job,
): Promise<Partial<FoundResult>> {
  const [note, mergeRequest] = await Promise.all([
    madeNote(gitLab, asked, job),
    madeMergeRequest(gitLab, asked, job),
  ]);
  return { ...note, ...mergeRequest };
}
