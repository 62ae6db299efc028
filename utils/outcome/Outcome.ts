import type { Cause } from './Cause.ts';
import type { Finding } from './Finding.ts';
import type { ThreadOutcome } from './ThreadOutcome.ts';

/** What a run came to; the words of `data-outcome`, in the order in which the first true one is taken. */
export const OUTCOME_KINDS = [
  'cancelled',
  'failed',
  'limit',
  'changed',
  'denied',
  'answered',
  'nothing',
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** Whether the project's own check held on what was changed; `not_allowed` where it may not run. */
export const VERIFIED = ['passed', 'failed', 'none', 'not_allowed'] as const;
export type Verified = (typeof VERIFIED)[number];

/** One file that a run changed. */
export interface ChangedFile {
  path: string;
  added: number;
  removed: number;
}

/** What came back from a run, as told by its result artifact; else by what was made since, or by its log. */
export interface Outcome {
  kind: OutcomeKind;
  /** Markdown; empty when Claude said nothing. */
  answer: string;
  branch: string | null;
  /** Full SHAs. */
  commits: string[];
  /** Full SHA of the commit that Claude read; absent where the job did not say. */
  readCommit?: string;
  mergeRequest: { iid: number; webUrl: string } | null;
  turns: number | null;
  costUsd: number | null;
  deniedTools: string[];
  limit: 'turns' | 'cost' | 'time' | null;
  errors: string[];
  /** Absent where the job did not say. */
  verified?: Verified;
  /** Why it failed. */
  cause?: Cause;
  /** True where the job left a result that cannot be read. */
  unreadable?: boolean;
  /** Where this is known from; absent for the result artifact. */
  source?: 'made' | 'log';
  /** The first hundred; absent where they are not known. */
  changedFiles?: ChangedFile[];
  /** What a review found, where it was asked to say it one by one. */
  findings?: Finding[];
  /** What became of each thread that it was to resolve. */
  threads?: ThreadOutcome[];
  /** The comment or reply that holds the answer, or says that there is none, where one was found. */
  noteUrl?: string;
}
