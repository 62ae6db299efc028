/** Why a job failed, as far as it can be told; each has its words, and what to do, in `locales/` under `causes`. */
export const CAUSES = [
  'minutes',
  'no_runner',
  'stuck',
  'runner',
  'timeout',
  'blocked',
  'log_size',
  'environment',
  'install',
  'sign_in',
  'quota',
  'overloaded',
  'rate_limit',
  'unreachable',
  'too_long',
  'model',
  'gitlab_unreachable',
  'fetch',
  'held_back',
  'request',
  'script',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];

/** GitLab's `failure_reason` words (18.9 and 19.3: `app/models/concerns/enums/ci/commit_status.rb`). */
const REASONS: Record<string, Cause> = {
  ci_quota_exceeded: 'minutes',
  no_matching_runner: 'no_runner',
  stuck_pending_no_matching_runners: 'no_runner',
  stuck_pending_with_matching_runners: 'stuck',
  stuck_or_timeout_failure: 'stuck',
  stale_schedule: 'stuck',
  runner_system_failure: 'runner',
  runner_unsupported: 'runner',
  runner_provisioning_timeout: 'runner',
  scheduler_failure: 'runner',
  api_failure: 'runner',
  data_integrity_failure: 'runner',
  job_execution_timeout: 'timeout',
  server_timeout_canceling: 'timeout',
  user_blocked: 'blocked',
  trace_size_exceeded: 'log_size',
  protected_environment_failure: 'environment',
  environment_creation_failure: 'environment',
  secrets_provider_not_found: 'environment',
  unmet_prerequisites: 'environment',
  missing_dependency_failure: 'environment',
  ip_restriction_failure: 'environment',
};

/** What Claude Code, its providers, npm and our job say, the most telling first. */
const WORDS: readonly [Cause, RegExp][] = [
  ['held_back', /The changes hold a secret of the CI\/CD variables/],
  ['gitlab_unreachable', /\bno answer from GitLab\b/],
  ['fetch', /\bgit (?:fetch|push|rev-parse|checkout|init) failed:/],
  [
    'too_long',
    /prompt is too long|request_too_large|exceeds? (?:the )?(?:maximum )?(?:context|tokens)|input is too long|API Error:? 413\b/i,
  ],
  [
    'model',
    /issue with the selected model|model identifier is invalid|not_found_error[^]{0,80}model|model[^\n]{0,80}(?:not (?:found|available|exist|supported)|may not exist|no access)|on-demand throughput isn/i,
  ],
  [
    'install',
    /could not be installed|does not start|npm (?:ERR!|error) |claude: (?:command )?not found/i,
  ],
  [
    'quota',
    /credit balance is too low|insufficient_quota|billing_error|spend(?:ing)? limit|usage limit/i,
  ],
  [
    'sign_in',
    /authentication_error|invalid (?:x-)?api[- ]key|please run \/login|permission_error|(?:API Error|status(?: code)?):? 40[13]\b|(?:Unrecognized|Expired)Token|could not load credentials/i,
  ],
  ['overloaded', /overloaded|\b529\b/i],
  [
    'rate_limit',
    /rate_limit_error|rate limit|rejected \(429\)|(?:API Error|status(?: code)?):? 429\b|throttlingexception/i,
  ],
  [
    'unreachable',
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|getaddrinfo|connection error|unable to connect|fetch failed|API Error:? 5\d\d\b/i,
  ],
  ['request', /AI_FLOW_[A-Z_]+ (?:is|names|does)|does not have its form/],
];

/** Why a job failed, by GitLab's reason and by what was said; `other` for a reason that is not known here. */
export function causeOf(reason: string | null | undefined, said: readonly string[]): Cause {
  const known = REASONS[reason ?? ''];
  if (known !== undefined) return known;
  const text = said.join('\n');
  const told = WORDS.find(([, pattern]) => pattern.test(text));
  if (told) return told[0];
  return reason === 'script_failure' || !reason ? 'script' : 'other';
}
