import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';

/** A page with all that GitLab answers about it, and one ask. */
export interface BenchPage {
  /** What it is there for, as the name of its golden file. */
  name: string;
  type: PageRef['type'];
  iid: number;
  preset: string;
  words?: string;
  /** The thread that is asked from. */
  discussionId?: string;
  /** UTF-8 bytes; small enough that a person reads the golden file of a large page. */
  budget?: number;
  answers: Partial<GitLab>;
}
