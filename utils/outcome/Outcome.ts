/** What a run came to; the words of `data-outcome`, in the order in which the first true one is taken. */
export type OutcomeKind =
  'cancelled' | 'failed' | 'limit' | 'changed' | 'denied' | 'answered' | 'nothing';

/** What came back from a run, as told by its result artifact. */
export interface Outcome {
  kind: OutcomeKind;
  /** Markdown; empty when Claude said nothing. */
  answer: string;
  branch: string | null;
  /** Full SHAs. */
  commits: string[];
  mergeRequest: { iid: number; webUrl: string } | null;
  turns: number | null;
  costUsd: number | null;
  deniedTools: string[];
  limit: 'turns' | 'cost' | 'time' | null;
  errors: string[];
}
