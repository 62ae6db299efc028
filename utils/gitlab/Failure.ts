/** What can go wrong when GitLab is asked. Words for people are in `locales/`, by kind. */
export const FAILURE_KINDS = [
  'answer_lost',
  'network',
  'not_json',
  'rate_limited',
  'token_refused',
  'forbidden',
  'not_found',
  'variables_forbidden',
  'no_job',
  'no_ci_file',
  'no_ref',
  'refused',
  'unknown',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What is known beyond the kind: where one is given, its words stand in place of the kind's. */
export const REASONS = [
  // Why we ourselves refuse, or could not tell.
  'already_sent',
  'on_its_way',
  'used_up',
  'other_page',
  'ref_not_accepted',
  'jobs_not_accepted',
  'not_confirmed',
  'words_too_long',
  'no_threads',
  'too_many_threads',
  'threads_old_job',
  'threads_other_job',
  'review_none',
  'review_words',
  'review_old_job',
  'review_other_job',
  'no_answer',
  'answer_private',
  'earlier_private',
  'empty_repository',
  'unchecked',
  'policy',
  'changed',
  'quick_actions',
  'preparing',
  'no_drafts',
  'ci_file_too_long',
  'left_unprotected',
  'locked',
  // Why the project takes no pipelines, or no code of it can be seen.
  'archived',
  'ci_off',
  'repository_off',
  'role',
  // Why GitLab does not let an account in.
  'account_blocked',
  'account_deactivated',
  'account_unconfirmed',
  'password_expired',
  'terms',
  // Where GitLab is, or who stands before it.
  'redirect',
  'moved',
  'encoded_slashes',
  // Why a token or a sign-in is not taken.
  'expired',
  'revoked',
  'inactive',
  'dpop',
  'scope',
  'permissions',
  'signed_out',
  'denied',
  'application',
  'consent',
  'mixed_up',
  'trigger',
] as const;
export type Reason = (typeof REASONS)[number];

/** What we ourselves saw, or an organization's rule that is in the way; each has its words in `locales/` under `seen`. */
export const SEEN = [
  'no_answer',
  'no_answer_in_time',
  'redirected',
  'other_site',
  'unexpected',
  'too_long',
  'too_many',
  'some_inputs',
  'rule_broken',
  'rule_transport',
  'rule_preset',
  'rule_size',
  'rule_cap',
] as const;

export interface Observation {
  what: (typeof SEEN)[number];
  /** What stands in the words for `$1` and `$2`: names as they are, bytes, counts and US dollars as plain numbers. */
  values: string[];
}

/** One failure, safe to show and to store: it never holds a request, a header or a token. */
export interface Failure {
  kind: FailureKind;
  reason?: Reason;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** GitLab's own words as plain text; at most 500 characters. */
  detail?: string;
  /** What is known of it beside GitLab's words. */
  seen?: Observation;
  /** What it is about: a ref, a scope, a host. */
  subject?: string;
}

/** Outcome of something that can fail: errors are values. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

const OF_ACCOUNTS: readonly (Reason | undefined)[] = [
  'account_blocked',
  'account_deactivated',
  'account_unconfirmed',
  'password_expired',
  'terms',
];

/** Whether GitLab keeps the whole account out, whatever its token may do. */
export function isAccountKeptOut({ reason }: Failure): boolean {
  return OF_ACCOUNTS.includes(reason);
}
