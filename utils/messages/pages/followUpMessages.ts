import { z } from 'zod';
import type { Run } from '../../runs/Run.ts';
import { FollowUpForm } from '../../storage/followUps.ts';
import type { PageCaller } from '../callerOf.ts';
import { messagesOf } from '../MessageTable.ts';
import type { PageServices } from '../PageServices.ts';
import { RunId } from './requestForms.ts';

const message = messagesOf<PageCaller>();

/**
 * What scripts on GitLab's pages are answered about what may follow a run.
 * @param requireOwnRun gives a run of the sender's page, and refuses any other
 */
export function createFollowUpMessages(
  { followUps, hasExpired }: Pick<PageServices, 'followUps' | 'hasExpired'>,
  requireOwnRun: (runId: string, caller: PageCaller) => Promise<Run>,
) {
  return {
    /** What the user wrote about a run of this page and has not sent. */
    getFollowUp: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return followUps.get(runId);
    }),
    saveFollowUp: message(
      z.object({ runId: RunId, followUp: FollowUpForm }),
      async ({ runId, followUp }, caller) => {
        await requireOwnRun(runId, caller);
        await followUps.save(runId, followUp);
      },
    ),
    /** Whether a plan of this page was made for a commit that is not the newest any more. */
    hasExpired: message(z.object({ runId: RunId }), async ({ runId }, caller) =>
      hasExpired(await requireOwnRun(runId, caller)),
    ),
  };
}
