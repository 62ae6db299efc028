import type { Fix } from '../Fix.ts';
import type { CheckName, FineCause, TroubleCause } from './Cause.ts';

/** Red: asks will not work as they should. Amber: it cannot be told, or it works with a drawback. */
export type LineColor = 'green' | 'amber' | 'red';

/** A line of a file, as GitLab shows it. */
export interface FilePlace {
  /** Its number and what stands there. */
  text: string;
  url: string;
}

/** One thing that was looked at; a check may give several lines, or none where there is nothing to look at. */
export type DoctorLine = {
  check: CheckName;
  /** What stands in the words for `$1` and `$2`. */
  values?: string[];
  /** GitLab's own words, or a piece of the project's own text. */
  detail?: string;
  /** Lines of the project's files that show it. */
  places?: FilePlace[];
  fix?: Fix;
} & (
  | { light: 'green'; cause: FineCause }
  | { light: Exclude<LineColor, 'green'>; cause: TroubleCause }
);

/** All that the doctor says of one project. */
export interface Diagnosis {
  /** Path as asked for, or as GitLab writes it. */
  project: string;
  /** In the order of `JUDGES`. */
  lines: DoctorLine[];
}
