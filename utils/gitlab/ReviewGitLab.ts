import type { DraftNote } from './entities.ts';
import type { Result } from './Failure.ts';

/** What reviews a merge request as the user: notes that nobody else sees until all are published at once. */
export interface ReviewGitLab {
  /** The user's own, all of them. */
  draftNotes(project: number | string, iid: number): Promise<Result<DraftNote[]>>;
  /**
   * GitLab takes a draft with any position (201), and drops it when it is published, without a word, where `line_code` is null: compare
   * what comes back. `answer_lost` where it cannot be known whether one was made.
   */
  createDraftNote(
    projectId: number,
    iid: number,
    draft: { note: string; position?: object },
  ): Promise<Result<DraftNote>>;
  /** One that is gone already counts as deleted. */
  deleteDraftNote(projectId: number, iid: number, draftId: number): Promise<Result<null>>;
  /** All drafts of the user, as one review: whoever is to know hears of it once. It answers 204 whatever became of them. */
  publishDraftNotes(projectId: number, iid: number): Promise<Result<null>>;
  resolveDiscussion(projectId: number, iid: number, discussionId: string): Promise<Result<null>>;
}
