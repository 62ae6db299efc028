import type { CiFindingKind } from './CiFinding.ts';
import type { CheckedFile, FileJob } from './FileJob.ts';

/** What a check saw: the keyword under which it stands, and a sign of the line there. */
export interface Seen {
  keyword: string;
  sign?: RegExp | string;
}

/** One check: it tells what it sees of a job (or of the top level), or null. */
export interface Check {
  kind: CiFindingKind;
  look(job: FileJob, file: CheckedFile): Seen | null;
}
