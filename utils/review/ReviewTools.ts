import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { Finding, Severity } from '../outcome/Finding.ts';
import type { ReviewStore, StoredReview } from './createReviewStore.ts';

/** The run whose findings are meant, and its merge request. */
export interface ReviewTarget {
  runId: string;
  site: string;
  projectId: number;
  projectPath: string;
  iid: number;
  findings: readonly Finding[];
}

/** What reviews need of the world. */
export interface ReviewTools {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  store: ReviewStore;
  /** Makes Markdown of a model harmless for a GitLab; see `defuseAnswer`. */
  defuse(text: string, origin: string): string;
  /** Words in the user's language. */
  words: { severity(severity: Severity): string; whole(): string };
}

/** Changes what is kept of a run's review. */
export function updateReview(
  { store }: ReviewTools,
  { runId, site, projectId, iid }: ReviewTarget,
  change: (before: StoredReview) => StoredReview,
): Promise<StoredReview> {
  return store.update({ runId, site, projectId, iid }, change);
}
