import type { Discussion } from '../gitlab/entities.ts';
import type { CheckedFinding, ReviewMaterial } from './checkFindings.ts';
import type { StoredReview } from './createReviewStore.ts';
import { DiffLines } from './DiffLines.ts';
import { plainCode } from './findPlace.ts';
import type { FixedThread } from './Review.ts';

type Published = StoredReview['published'][string];

/** Whether the line that a thread is about is nowhere in its file any more. */
function isGone({ path, quote }: Published, { diffs, texts }: ReviewMaterial): boolean {
  const file = diffs.find(({ new_path: one }) => one === path);
  const text = texts.get(path);
  // Where the file could not be read nothing is claimed.
  if (quote === '' || !file || (text === undefined && !file.deleted_file)) return false;
  const found = new DiffLines(file, text ?? null).find('new', (line) => plainCode(line) === quote);
  return found.length === 0;
}

function isOpen({ notes }: Discussion): boolean {
  return notes.some(({ resolvable, resolved }) => resolvable === true && resolved !== true);
}

/** Threads that were published from here, are open, and whose line is gone; none that a finding says again. */
export function fixedThreads(
  reviews: readonly StoredReview[],
  checked: readonly CheckedFinding[],
  material: ReviewMaterial,
  urlOf: (noteId: number) => string,
): FixedThread[] {
  const saidAgain = new Set(checked.map(({ said }) => said?.noteId));
  return reviews
    .flatMap(({ published }) => Object.values(published))
    .filter((one) => {
      const thread = material.discussions.find(({ id }) => id === one.discussionId);
      return thread && isOpen(thread) && !saidAgain.has(one.noteId) && isGone(one, material);
    })
    .map(({ discussionId, noteId, path, text }) => ({
      discussionId,
      path,
      text,
      url: urlOf(noteId),
    }));
}
