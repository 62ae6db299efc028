import type { Diff, MergeRequest } from '../../gitlab/entities.ts';

/** Whether GitLab gives not all of a merge request's changed files: it ends the list at its limits, and counts no further. */
export function isListCut(
  changesCount: MergeRequest['changes_count'],
  diffs: readonly Diff[],
): boolean {
  return (
    changesCount != null && (changesCount.endsWith('+') || Number(changesCount) > diffs.length)
  );
}
