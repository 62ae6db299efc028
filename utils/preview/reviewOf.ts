import type { Failure, Result } from '../gitlab/Failure.ts';
import type { JudgedJobs } from '../pipeline/judgeJobs.ts';
import { POSTS_REVIEWS_SINCE } from '../pipeline/jobVersion.ts';
import { POST_REVIEW_PRESET } from '../prompt/presetNames.ts';
import type { Prompt } from '../prompt/buildPrompt.ts';
import { NOTHING_EARLIER } from './earlier.ts';
import type { Gathered } from './gather.ts';
import type { PreviewMaterial } from './PreviewMaterial.ts';

/** What an ask is made of that has the job post a review: nothing of the page, no conversation. Null for every other. */
export async function postedMaterial(
  preset: string,
  gathered: Gathered,
  read: () => Promise<Result<string>> | undefined,
): Promise<Pick<PreviewMaterial, 'gathered' | 'review' | 'earlier'> | null> {
  if (preset !== POST_REVIEW_PRESET) return null;
  const context = { ...gathered.context, parts: [] };
  return {
    gathered: { ...gathered, context },
    earlier: NOTHING_EARLIER,
    review: (await read()) ?? { ok: false, failure: refused('review_none') },
  };
}

/** Without any input the rules of CI files let no job run: then that would be what is in the way. */
const NOTHING = '{}';

/** A review in the place of a prompt: it goes along as it is, and nothing of the page does. */
export function sentReview({ review }: PreviewMaterial): Prompt | null {
  if (review === undefined) return null;
  return { text: review.ok ? review.value : NOTHING, parts: [], removals: [], fitted: [] };
}

function refused(reason: NonNullable<Failure['reason']>): Failure {
  return { kind: 'refused', reason };
}

/** What is in the way of a review that the job is to post. */
export function reviewFailure(
  { review, request }: PreviewMaterial,
  written: { private: boolean; ours: boolean },
  jobs: Pick<JudgedJobs, 'version'> | null,
): Failure | undefined {
  if (review === undefined) return undefined;
  if (!written.ours) return refused('review_other_job');
  if ((jobs?.version ?? POSTS_REVIEWS_SINCE) < POSTS_REVIEWS_SINCE)
    return refused('review_old_job');
  if (!review.ok) return review.failure;
  if (written.private) return refused('answer_private');
  return request.words.trim() === '' ? undefined : refused('review_words');
}
