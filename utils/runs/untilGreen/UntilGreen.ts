import type { FailureKind } from '../../gitlab/Failure.ts';
import type { PreviewRequest } from '../../preview/Preview.ts';

/** How far a run goes by itself until its pipeline is green. */
export interface GreenLimits {
  /** How often Claude is asked again at most. */
  asks: number;
  /** US dollars for all asks together, the first one too; null for no limit. */
  costUsd: number | null;
  /** Minutes from the press of Send. */
  minutes: number;
}

export const USUAL_LIMITS: GreenLimits = { asks: 2, costUsd: 5, minutes: 120 };
/** As `GreenLimitsForm` has them. */
export const HIGHEST_LIMITS = { asks: 5, costUsd: 1000, minutes: 24 * 60 } as const;

export const GREEN_PHASES = ['asked', 'pushed', 'red', 'fixing', 'ended'] as const;
export type GreenPhase = (typeof GREEN_PHASES)[number];

/** Why it ended, `green` and `stopped` being what the user wanted; each has its words in `locales/` under `untilGreen.ends`. */
export const GREEN_ENDS = [
  'green',
  'stopped',
  'asks',
  'cost',
  'time',
  'moved',
  'closed',
  'not_pushed',
  'no_pipeline',
  'no_jobs',
  'not_code',
  'canceled',
  'skipped',
  'manual',
  'token',
  'policy',
  'jobs',
  'ref',
  'confirm',
  'failed',
  'refused',
] as const;
export type GreenEnd = (typeof GREEN_ENDS)[number];

/** What a run does by itself after its push, and how far that is. Stored with the run that the user sent. */
export interface UntilGreen {
  limits: GreenLimits;
  /** When time is up, ISO 8601. */
  until: string;
  /** Jobs beside Claude's that the user accepted for the first ask: no others may start. */
  jobs: string[];
  /** The unprotected runner branch that the user accepted; null for none. */
  ref: string | null;
  /** What of the first ask holds for the further ones. */
  request: Pick<PreviewRequest, 'options' | 'leaveOutStrangers'>;
  phase: GreenPhase;
  /** Of the merge request that was pushed to. */
  iid?: number;
  /** Claude's own, of the last push. */
  commits: string[];
  /** When the ask that pushed them ended, ISO 8601. */
  pushedAt?: string;
  /** Id of that ask's pipeline: those of its push are newer. */
  after: number;
  /** Whether GitLab has shown the merge request at those commits. */
  arrived: boolean;
  /** The merge request's pipeline of those commits. */
  pipeline?: { id: number; status: string; webUrl: string };
  /** Ids of the further asks, oldest first. */
  fixes: string[];
  /** Id of the further ask that is about to be sent: known before its POST, so that no end of the worker sends it twice. */
  next?: string;
  /** US dollars of all asks that have ended, as far as they are known. */
  spentUsd: number;
  end?: GreenEnd;
  /** What GitLab or a rule said to a further ask. */
  failure?: FailureKind;
}

/** Whether it goes on. */
export function isUntilGreen({ untilGreen }: { untilGreen?: UntilGreen }): boolean {
  return untilGreen !== undefined && untilGreen.phase !== 'ended';
}
