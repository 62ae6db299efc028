import type { Failure } from '../../utils/gitlab/Failure.ts';

/** What the background says of each, as `badInput.test.ts` sees it; what the panel makes of it is seen in `tests/unit/components`. */
export const FAILURES = {
  'a token that was revoked since': { kind: 'token_refused' },
  'a GitLab that cannot be reached': { kind: 'network' },
  'a GitLab that answers with a page': { kind: 'not_json' },
  'a GitLab that wants us to wait': { kind: 'rate_limited' },
  'a default branch that is closed to Developers, and no runner branch': { kind: 'forbidden' },
  'a project that forbids pipeline variables and takes no inputs': { kind: 'variables_forbidden' },
  'a project without a CI file': { kind: 'no_ci_file' },
  'a job that does not run for pipelines made by the API': { kind: 'no_job' },
} satisfies Record<string, Failure>;

export type BadInput = keyof typeof FAILURES;
