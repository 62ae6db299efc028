import { expect, test } from 'vitest';
import { causeOf } from '../../../utils/outcome/Cause.ts';

test.each([
  ['ci_quota_exceeded', 'minutes'],
  ['stuck_pending_no_matching_runners', 'no_runner'],
  ['stuck_or_timeout_failure', 'stuck'],
  ['runner_system_failure', 'runner'],
  ['job_execution_timeout', 'timeout'],
  ['user_blocked', 'blocked'],
  ['trace_size_exceeded', 'log_size'],
  ['secrets_provider_not_found', 'environment'],
  ['script_failure', 'script'],
  ['a_word_of_tomorrow', 'other'],
  [undefined, 'script'],
] as const)('GitLab says %s: %s', (reason, cause) => {
  expect(causeOf(reason, ['ERROR: Job failed'])).toBe(cause);
});

test.each([
  ['Claude Code could not be installed: npm error code E404', 'install'],
  ['npm error code ENOTFOUND\nnpm error syscall getaddrinfo', 'install'],
  ['/bin/sh: claude: not found', 'install'],
  ['API Error: 401 {"error":{"type":"authentication_error"}} · Please run /login', 'sign_in'],
  ['Invalid API key · Please run /login', 'sign_in'],
  ['Failed to authenticate. API Error: 403 permission_error', 'sign_in'],
  ['Credit balance is too low', 'quota'],
  ['API Error: 529 {"type":"error","error":{"type":"overloaded_error"}}', 'overloaded'],
  ['API Error: 429 rate_limit_error', 'rate_limit'],
  ['API Error: Request rejected (429) · Slow down.', 'rate_limit'],
  ['API Error: Connection error.', 'unreachable'],
  ['API Error: 502 Bad Gateway', 'unreachable'],
  ['connect ECONNREFUSED 127.0.0.1:4', 'unreachable'],
  ["git fetch failed: fatal: couldn't find remote ref refs/heads/main", 'fetch'],
  ['git fetch failed: fatal: unable to access: Could not resolve host: git.test', 'fetch'],
  ['no answer from GitLab: fetch failed: connect ECONNREFUSED 10.0.0.1:443', 'gitlab_unreachable'],
  ['no answer from GitLab: the proxy on the way there asks for a login', 'gitlab_unreachable'],
  ['API Error: 400 prompt is too long: 213462 tokens > 200000 maximum', 'too_long'],
  ['Prompt is too long', 'too_long'],
  ['API Error: 404 not_found_error: model: claude-opus-9', 'model'],
  ['There is an issue with the selected model (x). It may not exist.', 'model'],
  ['The provided model identifier is invalid.', 'model'],
  ['The changes hold a secret of the CI/CD variables, so they were not pushed', 'held_back'],
  ['AI_FLOW_RESOURCE is not of the form issue/12 or merge_request/34.', 'request'],
  ['Error: Cannot find module "left-pad"', 'script'],
])('a script says %j: %s', (said, cause) => {
  expect(causeOf('script_failure', ['script_failure', said])).toBe(cause);
});

test("GitLab's own reason counts for more than what was said", () => {
  expect(causeOf('runner_system_failure', ['API Error: 529'])).toBe('runner');
});
