/**
 * The REST id (40 hex digits) of the discussion that an element stands for, or null.
 * Merge requests carry the bare id, work items a global id that ends with it (GitLab 18.9 and 19.3, `app/models/discussion.rb`).
 */
export function discussionIdOf(thread: Element): string | null {
  const value = thread.getAttribute('data-discussion-id') ?? '';
  return /(?:^|\/)([0-9a-f]{40})$/.exec(value)?.[1] ?? null;
}
