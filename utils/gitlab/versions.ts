/** The oldest GitLab that the job runs on; the extension alone reads 16.0 and later. */
export const OLDEST = '16.11';
/** The first that takes `inputs` with a pipeline. */
export const INPUTS_SINCE = '18.1';
/** The first whose lint takes the ref of a file (`content_ref`). */
export const LINT_REF_SINCE = '16.10';
/** The first in which a job may push with its own token, where a project allows it. */
export const JOB_PUSH_SINCE = '17.2';

function numbersOf(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether a version, as GitLab writes it (`18.9.0-ee`), is that of `other` (`18.1`) or a later one. */
export function isAtLeast(version: string, other: string): boolean {
  const [ours = 0, theirs = 0] = numbersOf(version);
  const [major = 0, minor = 0] = numbersOf(other);
  return ours > major || (ours === major && theirs >= minor);
}
