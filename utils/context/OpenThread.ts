/** So many threads one run resolves: each takes turns of Claude's, and all of them share the limits of one run. */
export const MOST_THREADS = 20;

/** A thread of a merge request that nobody has resolved yet, as the panel lists it; all texts are by others. */
export interface OpenThread {
  /** 40 hex digits. */
  id: string;
  /** Name of who began it. */
  author: string;
  /** `path:line`; null outside diffs. */
  place: string | null;
  /** Beginning of its first note, in one line. */
  words: string;
  /** Whether the asker wrote in it. */
  mine: boolean;
  /** Whether it stands on an earlier version of the diff. */
  outdated: boolean;
}
