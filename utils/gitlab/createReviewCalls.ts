import type { MergeRequests } from '@gitbeaker/rest';
import { z } from 'zod';
import { DraftNote } from './entities.ts';
import type { Result } from './Failure.ts';
import type { ReviewGitLab } from './ReviewGitLab.ts';
import { tolerantList } from './tolerantList.ts';

const Nothing = z.unknown().transform(() => null);

function drafts(project: number | string, iid: number): string {
  return `projects/${encodeURIComponent(project)}/merge_requests/${iid}/draft_notes`;
}

type Attempt = <Value>(
  schema: z.ZodType<Value>,
  call: () => Promise<unknown>,
) => Promise<Result<Value>>;

/** Calls that review a merge request. gitbeaker has no word for a position's `line_range` as GitLab takes it, so its requester is used. */
export function createReviewCalls(
  { requester }: Pick<MergeRequests, 'requester'>,
  read: Attempt,
  create: Attempt,
): ReviewGitLab {
  return {
    draftNotes: (project, iid) =>
      read(
        tolerantList(DraftNote),
        async () => (await requester.get(drafts(project, iid), {})).body,
      ),
    createDraftNote: (projectId, iid, draft) =>
      create(
        DraftNote,
        async () => (await requester.post(drafts(projectId, iid), { body: { ...draft } })).body,
      ),
    async deleteDraftNote(projectId, iid, draftId) {
      const gone = await read(Nothing, async () => {
        await requester.delete(`${drafts(projectId, iid)}/${draftId}`);
      });
      return !gone.ok && gone.failure.kind === 'not_found' ? { ok: true, value: null } : gone;
    },
    publishDraftNotes: (projectId, iid) =>
      create(Nothing, async () => {
        await requester.post(`${drafts(projectId, iid)}/bulk_publish`, { body: {} });
      }),
    resolveDiscussion: (projectId, iid, discussionId) =>
      read(Nothing, async () => {
        const path = `projects/${projectId}/merge_requests/${iid}/discussions/${discussionId}`;
        return (await requester.put(path, { body: { resolved: true } })).body;
      }),
  };
}
