import type { StepKind } from '../utils/outcome/jobLog.ts';
import type { Environment } from './Environment.ts';
import type { GitlabApi } from './gitlabApi.ts';
import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';

/** What every part of the job works with. */
export interface Job {
  request: Request;
  place: Place;
  api: GitlabApi;
  environment: Environment;
  /** The job's own folder outside of every checkout, removed at its end. */
  folder: string;
  /** `GITLAB_ACCESS_TOKEN`; null without one. */
  access: string | null;
  /** Aborted when the pipeline is cancelled. */
  cancelled: AbortSignal;
  redact(text: string): string;
  /** Writes a line of the log, redacted. */
  step(kind: StepKind, text: string): void;
}
