import type { ChangedPath } from './gatherChanges.ts';

/** What is to be published. */
export interface Commit {
  sha: string;
  message: string;
  files: readonly ChangedPath[];
}

/** The commit as it stands on the branch, or git's or GitLab's words for why it does not. */
export type Pushed = { sha: string; words?: undefined } | { sha?: undefined; words: string };
