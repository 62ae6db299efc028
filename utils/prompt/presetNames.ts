import type { GENERAL } from './catalogue.ts';

/** The preset that resolves the threads that are ticked. */
export const THREADS_PRESET = 'fix-threads' satisfies (typeof GENERAL)[number]['name'];

/** The preset that has the job post a review which is written already. */
export const POST_REVIEW_PRESET = 'post-review';
