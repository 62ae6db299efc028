import type { Failure } from '../../utils/gitlab/Failure.ts';

/** What the background says of each, as `badInput.test.ts` sees it; what the panel makes of it is seen in `tests/unit/components`. */
export const FAILURES = {
  'a token that was revoked since': {
    kind: 'token_refused',
    reason: 'revoked',
    status: 401,
    detail: 'Token was revoked. You have to re-authorize from the user.',
  },
  'a GitLab that cannot be reached': { kind: 'network', detail: 'No answer.' },
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
} as const satisfies Record<string, Failure>;

export type BadInput = keyof typeof FAILURES;

/** Their names: the type of an object's keys is lost in a list of them. */
export const BAD_INPUTS = Object.keys(FAILURES) as BadInput[];
