import type { Result } from '../gitlab/Failure.ts';
import { createTurns } from '../storage/createTurns.ts';
import { publishReview } from './publishReview.ts';
import type { Publishing, Review, ReviewChoice } from './Review.ts';
import { reviewNow } from './reviewNow.ts';
import { updateReview, type ReviewTarget, type ReviewTools } from './ReviewTools.ts';

/** A run's findings as a review of the user's own. */
export interface Reviews {
  /** The findings, checked now. */
  read(target: ReviewTarget): Promise<Result<Review>>;
  /** Keeps what the user decided about a finding. */
  choose(target: ReviewTarget, key: string, choice: ReviewChoice): Promise<void>;
  /**
   * See `publishReview`.
   * @param request the head that the user saw it checked against, and whether drafts of other making may be published, too
   */
  publish(
    target: ReviewTarget,
    request: { seen: string; withOthers: boolean },
  ): Promise<Result<Publishing>>;
  /** Resolves threads that `read` tells to be fixed, and no others. */
  resolveFixed(target: ReviewTarget, discussionIds: readonly string[]): Promise<Result<Review>>;
  /** Forgets what became of the reviews that `goes` picks. */
  erase: ReviewTools['store']['erase'];
}

/** One review after the other: two presses make no note twice. */
export function createReviews(tools: ReviewTools): Reviews {
  const inTurn = createTurns();
  const read = async (target: ReviewTarget): Promise<Result<Review>> => {
    const now = await reviewNow(tools, target);
    return now.ok ? { ok: true, value: now.value.review } : now;
  };
  return {
    read: (target) => inTurn(() => read(target)),
    async choose(target, key, choice) {
      await updateReview(tools, target, (before) => ({
        ...before,
        choices: { ...before.choices, [key]: { ...before.choices[key], ...choice } },
      }));
    },
    erase: (goes) => tools.store.erase(goes),
    publish: (target, request) => inTurn(() => publishReview(tools, target, request)),
    resolveFixed: (target, discussionIds) =>
      inTurn(async () => {
        const now = await reviewNow(tools, target);
        if (!now.ok) return now;
        const { gitLab, review } = now.value;
        for (const { discussionId } of review.fixed) {
          if (!discussionIds.includes(discussionId)) continue;
          const { projectId, iid } = target;
          const resolved = await gitLab.resolveDiscussion(projectId, iid, discussionId);
          if (!resolved.ok) return resolved;
        }
        return read(target);
      }),
  };
}
