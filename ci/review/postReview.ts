import { escapeText } from '../../utils/outcome/markdown/escapeText.ts';
import { FOOTER_START } from '../../utils/page/notes/statusNote.ts';
import type { BotReview } from '../../utils/review/BotReview.ts';
import { noteAddress } from '../editNote.ts';
import { Fault } from '../Fault.ts';
import { bodyOf, fieldOf, type GitlabApi } from '../gitlabApi.ts';
import type { Job } from '../Job.ts';
import { footer } from '../noteOf.ts';
import type { Finished } from '../outcomeOf.ts';
import { originalOf } from '../request/originalOf.ts';
import { NO_RESULT } from '../writeResult.ts';
import { isSaidBy, reviewNoteOf, type ReviewNote } from './ReviewNote.ts';

/** What posting works with. */
interface Posting {
  job: Job;
  project: GitlabApi;
  /** Of the merge request, below the project. */
  root: string;
}

const PER_PAGE = 100;
const MOST_PAGES = 50;

/**
 * Posts a review's findings with the job's own token: drafts at their lines, published at once, then one comment with those that
 * GitLab has no line for. What stands there already, such as by an earlier try, is left out. Claude is not asked.
 * @throws Fault
 */
export async function postReview(job: Job, review: BotReview): Promise<Finished> {
  const { request, writer, place, step, hide } = job;
  hide([place.projectPath]);
  step('checked', `a review for ${request.resource}, written before`);
  const original = await originalOf(job);
  if (original !== null) return { result: { ...NO_RESULT, errors: [original] }, patch: null };
  if (request.isPrivate)
    throw new Fault('What was found in private is not posted: publish what may be read yourself.');
  if (writer === null)
    throw new Fault(
      'There is no GITLAB_ACCESS_TOKEN to post with: add one to the project, or publish the findings yourself.',
    );
  const root = `/merge_requests/${request.target?.iid ?? 0}`;
  const posting = { job, project: writer.project, root };
  await checkHead(posting, review);
  const drafts = await ownDrafts(posting);
  const wanted = review.findings.map((finding) => reviewNoteOf(finding, job));
  const before = await readNotes(posting);
  const fresh = wanted.filter((note) => !before.some((one) => isSaidBy(one, note)));
  await postAtLines(posting, fresh, drafts);
  const after = fresh.length === 0 ? before : await readNotes(posting);
  const isThere = (note: ReviewNote) => after.some((one) => isSaidBy(one, note));
  const rest = fresh.filter((note) => !isThere(note));
  const comment = rest.length === 0 ? null : await postComment(posting, rest, review.heading);
  const counts = {
    all: wanted.length,
    atLines: fresh.length - rest.length,
    inComment: rest.length,
    before: wanted.length - fresh.length,
  };
  const answer = answerOf(counts);
  step('note', answer);
  const first = after.find((one) => wanted.some((note) => isSaidBy(one, note)));
  const noteId = fieldOf(first, 'id') ?? comment;
  const noteUrl = typeof noteId === 'number' ? { noteUrl: noteAddress(place, root, noteId) } : {};
  return { result: { ...NO_RESULT, kind: 'answered', answer, ...noteUrl }, patch: null };
}

/** The lines were looked up in one commit: another one may have others. */
async function checkHead({ job, root }: Posting, { head }: BotReview): Promise<void> {
  const name = `Merge request !${job.request.target?.iid ?? 0}`;
  const sha = fieldOf(bodyOf(await job.reader.get(root), name), 'sha');
  if (sha !== head)
    throw new Fault(
      `${name} is at ${String(sha).slice(0, 8)} now, and the findings were placed at ${head.slice(0, 8)}. Check them again in the panel, and send them anew.`,
    );
}

/**
 * Drafts that an earlier try left.
 * @throws Fault where the token's user has some of another kind: publishing would publish these, too
 */
async function ownDrafts({ job, project, root }: Posting): Promise<unknown[]> {
  const listed = bodyOf(await project.get(`${root}/draft_notes?per_page=100`), 'Draft notes');
  const drafts: unknown[] = Array.isArray(listed) ? listed : [];
  const others = drafts.filter((draft) => !isByJob(draft));
  if (others.length > 0)
    throw new Fault(
      `The user of GITLAB_ACCESS_TOKEN has a review under way on !${job.request.target?.iid ?? 0}, which would be published, too. Have it published or discarded first, or publish the findings yourself.`,
    );
  return drafts;
}

function isByJob(draft: unknown): boolean {
  const parts = String(fieldOf(draft, 'note') ?? '').split('\n\n');
  return parts.length > 1 && parts.at(-1)?.startsWith(FOOTER_START) === true;
}

/** All notes of the merge request. */
async function readNotes({ project, root }: Posting): Promise<unknown[]> {
  const notes: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = `per_page=${PER_PAGE}&page=${page}`;
    const listed = bodyOf(await project.get(`${root}/discussions?${query}`), 'Discussions');
    const discussions: unknown[] = Array.isArray(listed) ? listed : [];
    for (const discussion of discussions) {
      const held = fieldOf(discussion, 'notes');
      if (Array.isArray(held)) notes.push(...held);
    }
    if (discussions.length < PER_PAGE) break;
  }
  return notes;
}

/** Makes the drafts and publishes them once. Where that fails on the way they are taken back: nobody else could. */
async function postAtLines(
  posting: Posting,
  notes: readonly ReviewNote[],
  drafts: readonly unknown[],
): Promise<void> {
  const { job, project, root } = posting;
  const remove = (draft: unknown) =>
    project.remove(`${root}/draft_notes/${String(fieldOf(draft, 'id'))}`);
  // An earlier try's are made anew: it may have died before it looked at their lines.
  for (const draft of drafts) bodyOf(await remove(draft), 'A draft of an earlier try');
  const made: unknown[] = [];
  try {
    for (const { finding, atLine } of notes) {
      if (finding.at === null) continue;
      if (job.cancelled.aborted) throw new Fault('The job was canceled.');
      const { position, lineCode } = finding.at;
      const note = `${atLine}\n\n${footer(job.place)}`;
      const draft = await project.post(`${root}/draft_notes`, { note, position });
      if (!draft.ok && (draft.status === 400 || draft.status === 422)) continue;
      const body = bodyOf(draft, 'The review could not be prepared');
      // GitLab takes a draft for any line, and drops it when it is published.
      if (fieldOf(body, 'line_code') === lineCode) made.push(body);
      else bodyOf(await remove(body), 'A draft without its line');
    }
    if (made.length === 0) return;
    const published = await project.post(`${root}/draft_notes/bulk_publish`, {});
    // It may have been done, and its answer lost.
    if (!published.ok && (await ownDrafts(posting)).length > 0)
      bodyOf(published, 'The review could not be published');
  } catch (error) {
    for (const draft of made) await remove(draft);
    throw error;
  }
}

/** @returns its id */
async function postComment(
  { job, project, root }: Posting,
  notes: readonly ReviewNote[],
  heading: string,
): Promise<unknown> {
  const parts = notes.map(({ inComment }) => inComment);
  const title = `#### ${escapeText(job.redact(heading))}`;
  const body = [title, ...parts, footer(job.place)].join('\n\n');
  const posted = await project.post(`${root}/notes`, { body });
  return fieldOf(bodyOf(posted, 'The comment could not be posted'), 'id');
}

function answerOf(counts: {
  all: number;
  atLines: number;
  inComment: number;
  before: number;
}): string {
  const { all, atLines, inComment, before } = counts;
  const of = (count: number) => `${count} of ${all} ${all === 1 ? 'finding' : 'findings'}`;
  return [
    ...(atLines > 0 ? [`${of(atLines)} posted at their lines, as one review.`] : []),
    ...(inComment > 0 ? [`${of(inComment)} in one comment: GitLab has no line for them.`] : []),
    ...(before > 0 ? [`${of(before)} left out: said there already, word for word.`] : []),
  ].join(' ');
}
