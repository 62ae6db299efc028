import type { ChangedPath } from './gatherChanges.ts';

/** What is to be published. */
export interface Commit {
  sha: string;
  message: string;
  /** What it changes of the commit before it. */
  files: readonly ChangedPath[];
  /** Id of the thread that it is for; absent: of none. */
  thread?: string;
}

/**
 * The commits as they stand on the branch, in their order, and git's or GitLab's words for why the others do not; null where all do.
 * All may be missing.
 */
export interface Pushed {
  shas: string[];
  words: string | null;
}
