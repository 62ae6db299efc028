import type { Result } from '../gitlab/Failure.ts';
import { createTurns } from '../storage/createTurns.ts';
import { publishReview } from './publishReview.ts';
import type { Publishing, Review, ReviewChoice } from './Review.ts';
import { reviewNow, withoutServed } from './reviewNow.ts';
import { tickedReview } from './tickedReview.ts';
import { updateReview, type ReviewTarget, type ReviewTools } from './ReviewTools.ts';

/** A run's findings as a review of the user's own. */
export interface Reviews {
  /** The findings, checked now. */
  read(target: ReviewTarget): Promise<Result<Review>>;
  /** Keeps what the user decided about a finding; gives whether any is left to be published. */
  choose(target: ReviewTarget, key: string, choice: ReviewChoice): Promise<boolean>;
  /**
   * See `publishReview`.
   * @param request the head that the user saw it checked against, and whether drafts of other making may be published, too
   */
  publish(
    target: ReviewTarget,
    request: { seen: string; withOthers: boolean },
  ): Promise<Result<Publishing>>;
  /** What is ticked, for the job to post: see `tickedReview`. */
  ticked(target: ReviewTarget): Promise<Result<string>>;
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
    if (!now.ok) return now;
    const { checked, review } = now.value;
    const aside = checked.filter(({ doubt }) => doubt !== null).map(({ key }) => key);
    await updateReview(tools, target, (before) => ({
      ...withoutServed(before, checked),
      aside,
    }));
    return { ok: true, value: review };
  };
  return {
    read: (target) => inTurn(() => read(target)),
    async choose(target, key, choice) {
      const after = await updateReview(tools, target, (before) => ({
        ...before,
        choices: { ...before.choices, [key]: { ...before.choices[key], ...choice } },
        handed:
          choice.on === undefined ? before.handed : before.handed.filter((one) => one !== key),
      }));
      const { choices, published, aside } = after;
      return target.findings.some((_, index) => {
        const one = String(index);
        return !(one in published) && (choices[one]?.on ?? !aside.includes(one));
      });
    },
    erase: (goes) => tools.store.erase(goes),
    publish: (target, request) => inTurn(() => publishReview(tools, target, request)),
    ticked: (target) => inTurn(() => tickedReview(tools, target)),
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
