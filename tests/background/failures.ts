import type { Failure } from '../../utils/gitlab/Failure.ts';

/** What the background says of each, as `badInput.test.ts` sees it; what the panel makes of it is seen in `tests/unit/components`. */
export const FAILURES = {
  'a token that was revoked since': {
    kind: 'token_refused',
    reason: 'revoked',
    status: 401,
    detail: 'Token was revoked. You have to re-authorize from the user.',
  },
  'a GitLab that cannot be reached': {
    kind: 'network',
    seen: { what: 'no_answer', values: [] },
  },
  'a GitLab that answers with a page': { kind: 'not_json', status: 200, detail: 'Welcome' },
  'a GitLab that wants us to wait': { kind: 'rate_limited', status: 429, detail: 'Retry later' },
  'a default branch that is closed to Developers, and no runner branch': {
    kind: 'forbidden',
    subject: 'main',
  },
  'a project that forbids pipeline variables and takes no inputs': {
    kind: 'variables_forbidden',
    subject: 'main',
  },
  'a project without a CI file': { kind: 'no_ci_file', subject: 'ci/nowhere.yml' },
  'a job that does not run for pipelines made by the API': { kind: 'no_job' },
  'a project that is archived': { kind: 'forbidden', reason: 'archived' },
  'a project whose CI/CD is switched off': { kind: 'refused', reason: 'ci_off' },
  'a project whose repository is switched off': { kind: 'forbidden', reason: 'repository_off' },
  'a repository without a commit': { kind: 'no_ref', reason: 'empty_repository' },
  'a project of which one is a Guest': { kind: 'forbidden', reason: 'role' },
  'a project of which one is a Reporter': {
    kind: 'forbidden',
    reason: 'role',
    subject: 'ask-claude',
  },
  'an account that GitLab keeps out': {
    kind: 'forbidden',
    reason: 'account_blocked',
    status: 403,
    detail: '403 Forbidden - Your account has been blocked.',
  },
  'a project that was renamed while the page was open': {
    kind: 'not_json',
    reason: 'moved',
    subject: 'acme/webshop',
    seen: { what: 'redirected', values: [] },
  },
} as const satisfies Record<string, Failure>;

export type BadInput = keyof typeof FAILURES;

/** Their names: the type of an object's keys is lost in a list of them. */
export const BAD_INPUTS = Object.keys(FAILURES) as BadInput[];
