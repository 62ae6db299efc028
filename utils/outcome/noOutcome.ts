import type { Outcome } from './Outcome.ts';

/** Nothing said, nothing done: what job and extension fill in from what they know. */
export const NO_OUTCOME: Outcome = {
  kind: 'nothing',
  answer: '',
  branch: null,
  commits: [],
  mergeRequest: null,
  turns: null,
  costUsd: null,
  deniedTools: [],
  limit: null,
  errors: [],
};
