import { z } from 'zod';
import type { Run } from '../../runs/Run.ts';
import type { PageCaller } from '../callerOf.ts';
import { messagesOf, Refusal } from '../MessageTable.ts';
import type { PageServices } from '../PageServices.ts';
import { DiscussionId, RunId } from './requestForms.ts';

const Flag = z.boolean().exactOptional();

const message = messagesOf<PageCaller>();

/**
 * What scripts on GitLab's pages are answered about what a run found.
 * @param requireOwnRun gives a run of the sender's page, and refuses any other
 */
export function createReviewMessages(
  reviews: PageServices['reviews'],
  requireOwnRun: (runId: string, caller: PageCaller) => Promise<Run>,
) {
  const requireOwnReview = async (runId: string, caller: PageCaller) => {
    const run = await requireOwnRun(runId, caller);
    if (!run.outcome?.findings || run.page.type !== 'merge_request')
      throw new Refusal('This run is no review.');
    return run;
  };
  return {
    /** What a run of this page found, checked against the merge request as it is now. */
    readReview: message(z.object({ runId: RunId }), async ({ runId }, caller) =>
      reviews.read(await requireOwnReview(runId, caller)),
    ),
    /** Keeps what the user decides about a finding: a closed panel loses nothing. */
    chooseFinding: message(
      z.object({
        runId: RunId,
        key: z.string().max(10),
        choice: z.object({
          on: Flag,
          text: z.string().max(20_000).exactOptional(),
          suggests: Flag,
        }),
      }),
      async ({ runId, key, choice }, caller) =>
        reviews.choose(await requireOwnReview(runId, caller), key, choice),
    ),
    /** Publishes what is ticked as one review of the user; `seen` is the head that it was checked against. */
    publishReview: message(
      z.object({ runId: RunId, seen: z.string().max(100), withOthers: z.boolean() }),
      async ({ runId, ...request }, caller) =>
        reviews.publish(await requireOwnReview(runId, caller), request),
    ),
    /** Resolves threads of earlier reviews whose lines are gone. */
    resolveFixed: message(
      z.object({ runId: RunId, discussionIds: z.array(DiscussionId).max(300) }),
      async ({ runId, discussionIds }, caller) =>
        reviews.resolveFixed(await requireOwnReview(runId, caller), discussionIds),
    ),
  };
}
