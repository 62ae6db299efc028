import type { DraftNote } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { checkFindings, type CheckedFinding, type ReviewMaterial } from './checkFindings.ts';
import { emptyReview, type StoredReview } from './createReviewStore.ts';
import { fixedThreads } from './fixedThreads.ts';
import { suggestionBlock } from './noteBody.ts';
import { readMaterial } from './readMaterial.ts';
import type { Review, ReviewItem } from './Review.ts';
import type { ReviewTarget, ReviewTools } from './ReviewTools.ts';

/** A run's findings, the merge request as it is, and how far the review is. */
export interface ReviewNow {
  gitLab: GitLab;
  stored: StoredReview;
  material: ReviewMaterial;
  checked: CheckedFinding[];
  drafts: DraftNote[];
  review: Review;
}

/** Whether a finding is to be published: unless the user says otherwise, where nothing speaks against it. */
export function isTicked({ key, doubt }: CheckedFinding, { choices }: StoredReview): boolean {
  return choices[key]?.on ?? doubt === null;
}

/** Whether a finding goes to a line of its own. */
export function isPlaced({ key, place }: CheckedFinding, { untaken }: StoredReview): boolean {
  return place !== null && !untaken.includes(key);
}

/** Ids of the drafts that were made of findings. */
export function madeOf({ drafts, whole }: StoredReview): number[] {
  return [...Object.values(drafts), ...(whole ? [whole.draftId] : [])];
}

/** Without drafts that the user has deleted or published elsewhere. */
function withoutGone(stored: StoredReview, drafts: readonly DraftNote[]): StoredReview {
  const there = new Set(drafts.map(({ id }) => id));
  const left = Object.entries(stored.drafts).filter(([, id]) => there.has(id));
  const whole = stored.whole && there.has(stored.whole.draftId) ? stored.whole : null;
  return { ...stored, drafts: Object.fromEntries(left), whole };
}

/** Without ticks that the bot has followed: what it has said is set aside, like what others say. */
export function withoutServed(
  stored: StoredReview,
  checked: readonly CheckedFinding[],
): StoredReview {
  const said = new Set(checked.filter((one) => one.said !== null).map(({ key }) => key));
  const choices = { ...stored.choices };
  for (const key of stored.handed)
    if (said.has(key)) {
      const { on: _on, ...others } = choices[key] ?? {};
      choices[key] = others;
    }
  return { ...stored, choices, handed: stored.handed.filter((key) => !said.has(key)) };
}

/** Reads all that a run's review is made of; changes nothing. */
export async function reviewNow(
  tools: ReviewTools,
  target: ReviewTarget,
): Promise<Result<ReviewNow>> {
  const gitLab = await tools.gitLabFor(target.site);
  if (!gitLab.ok) return gitLab;
  const here = (await tools.store.list()).filter(
    ({ site, projectId, iid }) =>
      site === target.site && projectId === target.projectId && iid === target.iid,
  );
  const published = here.flatMap((one) => Object.values(one.published));
  const paths = published.map(({ path }) => path);
  const [read, drafts] = await Promise.all([
    readMaterial(gitLab.value, target, target.findings, paths),
    gitLab.value.draftNotes(target.projectId, target.iid),
  ]);
  if (!read.ok) return read;
  // Before 15.9 GitLab knows none: the findings can be read all the same.
  if (!drafts.ok && drafts.failure.kind !== 'not_found') return drafts;
  const own = drafts.ok ? drafts.value : [];
  const known = here.find(({ runId }) => runId === target.runId) ?? emptyReview(target);
  const left = withoutGone(known, own);
  const material = read.value;
  const checked = checkFindings(target.findings, withoutNotesOf(left, material), left.choices);
  const stored = withoutServed(left, checked);
  const urlOf = (noteId: number) =>
    `${target.site}/${target.projectPath}/-/merge_requests/${target.iid}#note_${noteId}`;
  const made = new Set(madeOf(stored));
  const review: Review = {
    headSha: material.refs.head_sha,
    items: checked.map((one) => itemOf(one, stored, urlOf)),
    otherDrafts: own.filter(({ id }) => !made.has(id)).length,
    fixed: fixedThreads(here, checked, material, urlOf),
  };
  return {
    ok: true,
    value: { gitLab: gitLab.value, stored, material, checked, drafts: own, review },
  };
}

/** What was published of this very review is not said by somebody else. */
function withoutNotesOf({ published }: StoredReview, material: ReviewMaterial): ReviewMaterial {
  const own = new Set(Object.values(published).map(({ noteId }) => noteId));
  const discussions = material.discussions.map((one) => ({
    ...one,
    notes: one.notes.filter(({ id }) => !own.has(id)),
  }));
  return { ...material, discussions };
}

function itemOf(
  one: CheckedFinding,
  stored: StoredReview,
  urlOf: (noteId: number) => string,
): ReviewItem {
  const { key, finding, place, said, code, doubt } = one;
  const { choices, drafts, whole, published } = stored;
  const choice = choices[key] ?? {};
  const done = published[key];
  const isPrepared = key in drafts || (whole?.keys.includes(key) ?? false);
  const lines = place?.lines.map((line) => line[finding.side]) ?? [];
  const { suggestion } = finding;
  return {
    key,
    path: finding.path,
    from: lines[0] ?? finding.from,
    to: lines.at(-1) ?? finding.to,
    side: finding.side,
    severity: finding.severity,
    text: choice.text ?? finding.text,
    suggestion,
    suggests: choice.suggests !== false,
    applies: suggestion !== null && place !== null && suggestionBlock(place, suggestion) !== null,
    code,
    placed: isPlaced(one, stored),
    moved: place?.moved ?? false,
    doubt: done ? null : doubt,
    ...(said && !done && { said: { author: said.author, url: urlOf(said.noteId) } }),
    on: isTicked(one, stored),
    state: done ? 'published' : isPrepared ? 'prepared' : 'found',
    ...(done && { url: urlOf(done.noteId) }),
  };
}
