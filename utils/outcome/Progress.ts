import type { Step } from './jobLog.ts';

/** How far a job is, in the order in which it goes; `lasting` is a job whose log tells no steps. */
export type Stage = 'starting' | 'installing' | 'thinking' | 'delivering' | 'lasting';

/** What a job's log tells while it goes on. */
export interface Progress {
  stage: Stage;
  /** The newest last, at most `MOST_STEPS`. */
  steps: Step[];
  /** How many there were in all. */
  stepCount: number;
  /** Of Claude Code's own stream, where a job prints it; our job tells it at the end. */
  costUsd: number | null;
  /** That the model has read so far; null where the log does not tell. */
  tokens: number | null;
  /** The log's last lines with their colours; only where it was asked for. */
  tail?: string;
  /** Why the job has not begun; absent once it has. */
  waiting?: Waiting;
}

/** A job that waits for a runner. */
export interface Waiting {
  /** Seconds since GitLab queued it; null where GitLab does not say. */
  seconds: number | null;
  /** What its runner must be tagged with. */
  tags: string[];
  /** Runners of the project that are online and carry these tags; null where the user may not know (Maintainers may). */
  runners: number | null;
}

export const MOST_STEPS = 60;
