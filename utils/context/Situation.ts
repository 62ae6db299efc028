/** Something about a page that asks for something to be done. */
export type Situation =
  | { kind: 'failed_pipeline' | 'conflict' | 'draft' | 'no_description' }
  /** An open thread in which the asker wrote, named as in `threadLabelOf`. */
  | { kind: 'open_thread'; discussionId: string; label: string };
