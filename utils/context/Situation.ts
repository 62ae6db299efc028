/** Something about a page that asks for something to be done. */
export type Situation =
  | { kind: 'conflict' | 'draft' | 'no_description' }
  /** Several threads are open. */
  | { kind: 'open_threads'; count: number }
  /** `flaky`: names of the failed jobs, where all of them have succeeded on the same commit, too. */
  | { kind: 'failed_pipeline'; flaky?: string[] }
  /** An open thread in which the asker wrote, named as in `threadLabelOf`. */
  | { kind: 'open_thread'; discussionId: string; label: string };
