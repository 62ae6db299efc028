import type { Discussion, Note } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { ReviewMaterial } from './checkFindings.ts';
import type { StoredReview } from './createReviewStore.ts';
import { plainCode } from './findPlace.ts';
import { isDraftOf, isNoteOf, planNotes, type PlannedNote } from './planNotes.ts';
import type { Publishing } from './Review.ts';
import { madeOf, reviewNow, type ReviewNow } from './reviewNow.ts';
import { updateReview, type ReviewTarget, type ReviewTools } from './ReviewTools.ts';

/** How much of a finding's words is kept to name its thread by; in UTF-16 units. */
const TEXT_KEPT = 120;

/**
 * Publishes what is ticked as one review: a draft note each, whose line is compared with what was wanted, then all at once. What was
 * made stays known where it fails in between, and the next call goes on.
 */
export async function publishReview(
  tools: ReviewTools,
  target: ReviewTarget,
  { seen, withOthers }: { seen: string; withOthers: boolean },
): Promise<Result<Publishing>> {
  const now = await reviewNow(tools, target);
  if (!now.ok) return now;
  const { review, stored, drafts } = now.value;
  const nothing = { published: 0, dropped: 0, review };
  if (review.headSha !== seen) return { ok: true, value: { came: 'moved', ...nothing } };
  const planned = await planNotes(tools, target, now.value);
  if (planned.length === 0) return { ok: false, failure: { kind: 'refused', reason: 'no_answer' } };
  // An earlier press may have published them without hearing so.
  const there = notesOf(now.value.material.discussions);
  if (planned.some((one) => there.some(({ note }) => isNoteOf(note, one)))) {
    const kept = await keepPublished(tools, target, now.value, planned, there);
    if (kept.missing.length > 0) return publishReview(tools, target, { seen, withOthers });
    return count(tools, target, now.value, planned);
  }
  const made = madeOf(stored);
  // One whose answer was lost is found again by what it says and where.
  const others = drafts.filter(
    (draft) => !made.includes(draft.id) && !planned.some((one) => isDraftOf(draft, one)),
  );
  if (others.length > 0 && !withOthers)
    return { ok: true, value: { came: 'other_drafts', ...nothing } };
  const failure =
    (await takeBack(tools, target, now.value, planned)) ??
    (await prepareAll(tools, target, now.value, planned));
  if (failure) return { ok: false, failure };
  // What GitLab found no line for goes into the comment on the whole, which is made last.
  const untaken = await updateReview(tools, target, (before) => before);
  const after = { ...now.value, stored: untaken };
  const wanted = await planNotes(tools, target, after);
  const wholes = wanted.filter(({ place }) => place === null);
  const last = await prepareAll(tools, target, after, wholes, true);
  if (last) return { ok: false, failure: last };
  const { gitLab } = after;
  const sent = await gitLab.publishDraftNotes(target.projectId, target.iid);
  if (!sent.ok) {
    const left = await gitLab.draftNotes(target.projectId, target.iid);
    const isThere =
      !left.ok || left.value.some((draft) => wanted.some((one) => isDraftOf(draft, one)));
    if (isThere) return sent;
  }
  return count(tools, target, after, wanted);
}

/** Takes back drafts that are not wanted any more, or not as they are. */
async function takeBack(
  tools: ReviewTools,
  target: ReviewTarget,
  { gitLab, stored, drafts }: ReviewNow,
  planned: readonly PlannedNote[],
): Promise<Failure | null> {
  for (const draftId of madeOf(stored)) {
    const draft = drafts.find(({ id }) => id === draftId);
    if (draft && planned.some((one) => isDraftOf(draft, one))) continue;
    const gone = await gitLab.deleteDraftNote(target.projectId, target.iid, draftId);
    if (!gone.ok) return gone.failure;
    await updateReview(tools, target, (before) => ({
      ...before,
      drafts: Object.fromEntries(Object.entries(before.drafts).filter(([, id]) => id !== draftId)),
      whole: before.whole?.draftId === draftId ? null : before.whole,
    }));
  }
  return null;
}

/** Makes the drafts that are not there yet; of those for lines alone, unless `wholes` says otherwise. */
async function prepareAll(
  tools: ReviewTools,
  target: ReviewTarget,
  now: ReviewNow,
  planned: readonly PlannedNote[],
  wholes = false,
): Promise<Failure | null> {
  for (const one of planned) {
    if (one.place === null && !wholes) continue;
    const failure = await prepare(tools, target, now, one);
    if (failure) return failure;
  }
  return null;
}

/** What GitLab means by refusing a draft: before 15.9 it knows none, and in a locked discussion it takes none of people who are no members. */
function whyNoDraft(failure: Failure, { locked }: ReviewMaterial): Failure {
  if (failure.kind === 'not_found') return { kind: 'refused', reason: 'no_drafts' };
  return failure.kind === 'forbidden' && locked ? { kind: 'refused', reason: 'locked' } : failure;
}

/** Makes a note's draft, unless it is there, and takes it back where GitLab did not find its line. */
async function prepare(
  tools: ReviewTools,
  target: ReviewTarget,
  { gitLab, drafts, material }: ReviewNow,
  planned: PlannedNote,
): Promise<Failure | null> {
  const { note, keys, place } = planned;
  const { projectId, iid } = target;
  const there = drafts.find((draft) => isDraftOf(draft, planned));
  const made = there
    ? ({ ok: true, value: there } as const)
    : await gitLab.createDraftNote(projectId, iid, {
        note,
        ...(place && { position: place.position }),
      });
  if (!made.ok) return whyNoDraft(made.failure, material);
  const { id } = made.value;
  const isTaken = place === null || isDraftOf(made.value, planned);
  if (!isTaken) {
    const gone = await gitLab.deleteDraftNote(projectId, iid, id);
    if (!gone.ok) return gone.failure;
  }
  const [key = ''] = keys;
  await updateReview(tools, target, (before) => {
    if (!isTaken) return { ...before, untaken: [...before.untaken, key] };
    if (place === null) return { ...before, whole: { draftId: id, keys } };
    return { ...before, drafts: { ...before.drafts, [key]: id } };
  });
  return null;
}

/** A note of the merge request, and the discussion that it stands in. */
interface Found {
  discussion: Discussion;
  note: Note;
}

function notesOf(discussions: readonly Discussion[]): Found[] {
  return discussions.flatMap((discussion) =>
    discussion.notes.map((note) => ({ discussion, note })),
  );
}

/** Keeps which planned notes are there; gives the findings in them, and those in the others. */
async function keepPublished(
  tools: ReviewTools,
  target: ReviewTarget,
  now: ReviewNow,
  planned: readonly PlannedNote[],
  there: readonly Found[],
): Promise<{ published: string[]; missing: string[] }> {
  const published: StoredReview['published'] = {};
  const missing: string[] = [];
  for (const one of planned) {
    const at = there.find(({ note }) => isNoteOf(note, one));
    if (at) for (const key of one.keys) published[key] = publishedAs(now, key, one, at);
    else missing.push(...one.keys);
  }
  await updateReview(tools, target, (stored) => ({
    ...stored,
    published: { ...stored.published, ...published },
  }));
  return { published: Object.keys(published), missing };
}

/** GitLab's answer to publishing says nothing, so the new notes are looked for. What it dropped goes into the comment on the whole. */
async function count(
  tools: ReviewTools,
  target: ReviewTarget,
  now: ReviewNow,
  planned: readonly PlannedNote[],
): Promise<Result<Publishing>> {
  const after = await now.gitLab.discussions(target.projectId, 'merge_request', target.iid);
  if (!after.ok) return after;
  const there = notesOf(after.value);
  const { published, missing } = await keepPublished(tools, target, now, planned, there);
  await updateReview(tools, target, (stored) => ({
    ...stored,
    drafts: {},
    whole: null,
    untaken: [...new Set([...stored.untaken, ...missing])],
  }));
  const then = await reviewNow(tools, target);
  if (!then.ok) return then;
  const { review } = then.value;
  const counts = { published: published.length, dropped: missing.length };
  return { ok: true, value: { came: 'published', ...counts, review } };
}

function publishedAs(
  { checked }: ReviewNow,
  key: string,
  { place }: PlannedNote,
  { discussion, note }: Found,
): StoredReview['published'][string] {
  const one = checked.find((finding) => finding.key === key);
  const first = one?.place?.lines[0];
  return {
    noteId: note.id,
    discussionId: discussion.id,
    path: one?.file?.new_path ?? one?.finding.path ?? '',
    quote: place && first && first.kind !== 'old' ? plainCode(first.text) : '',
    text: (one?.finding.text ?? '').slice(0, TEXT_KEPT).toWellFormed(),
  };
}
