import type { StepKind, Usage } from '../utils/outcome/jobLog.ts';
import type { Environment } from './Environment.ts';
import type { Reach } from './request/reachProject.ts';
import type { Request } from './request/readRequest.ts';
import type { Settings } from './Settings.ts';

/** What the job knows before it has talked to GitLab. */
export interface JobBase {
  request: Request;
  environment: Environment;
  /** The project's, from its file. */
  settings: Settings;
  /** Values that may not leave the job. */
  secrets: readonly string[];
  /** The job's own folder outside of every checkout, removed at its end. */
  folder: string;
  /** Aborted when the pipeline is cancelled. */
  cancelled: AbortSignal;
  /** Takes the values of secrets out of a text that leaves the job. */
  redact(text: string): string;
  /** Where log and artifact may hold no content: keeps these names out of them, too. */
  hide(names: readonly string[]): void;
  /** Writes a line of the log, redacted. */
  step(kind: StepKind, text: string): void;
  /** Tells the log what was used so far. */
  use(usage: Usage): void;
}

/** What every part of the job works with. */
export interface Job extends JobBase, Reach {}
