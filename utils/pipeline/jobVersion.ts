/** Of the job that this extension brings along: counted up with each change that copies of it should have (docs/ci-job.md). */
export const JOB_VERSION = 10;

/** The first that takes images. */
export const IMAGES_SINCE = 6;

/** The first that resolves several threads. */
export const THREADS_SINCE = 9;

/** The first that can say in a comment that Claude is at work. */
export const ACKNOWLEDGES_SINCE = 9;

/** The first that posts a review which is written already. */
export const POSTS_REVIEWS_SINCE = 10;

/** The version of a job with our program, by its script; those before the second name none. */
export function jobVersionOf(script: string): number {
  return Number(/\bASK_CLAUDE_JOB=(\d{1,6})\b/.exec(script)?.[1] ?? 1);
}
