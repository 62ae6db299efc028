import type { Failure, FailureKind, Reason } from '../../../utils/gitlab/Failure.ts';
import type { Cause } from '../../../utils/outcome/Cause.ts';
import type { FixPage } from '../../../utils/setup/Fix.ts';

/** What a Maintainer is asked to do; each has its words in `locales/` under `maintainer.tasks`. */
type Task =
  | 'key'
  | 'model'
  | 'runner'
  | 'network'
  | 'timeout'
  | 'environment'
  | 'variables_role'
  | 'job'
  | 'role'
  | 'protect'
  | 'feature';

/** What only a Maintainer can set right, and the page of the project on which it is set. */
export interface MaintainerTask {
  task: Task;
  page: FixPage;
}

const KEY: MaintainerTask = { task: 'key', page: 'variables' };
const RUNNER: MaintainerTask = { task: 'runner', page: 'runners' };
const NETWORK: MaintainerTask = { task: 'network', page: 'runners' };
const JOB: MaintainerTask = { task: 'job', page: 'ci_file' };
const ROLE: MaintainerTask = { task: 'role', page: 'members' };
const PROTECT: MaintainerTask = { task: 'protect', page: 'protected_branches' };
const FEATURE: MaintainerTask = { task: 'feature', page: 'general' };

const BY_CAUSE: Partial<Record<Cause, MaintainerTask>> = {
  minutes: RUNNER,
  no_runner: RUNNER,
  stuck: RUNNER,
  runner: NETWORK,
  timeout: { task: 'timeout', page: 'ci_settings' },
  environment: { task: 'environment', page: 'variables' },
  install: NETWORK,
  sign_in: KEY,
  unreachable: NETWORK,
  model: { task: 'model', page: 'variables' },
  gitlab_unreachable: NETWORK,
  fetch: NETWORK,
};

const BY_REASON: Partial<Record<Reason, MaintainerTask>> = {
  role: ROLE,
  ref_not_accepted: PROTECT,
  left_unprotected: PROTECT,
  ci_off: FEATURE,
  repository_off: FEATURE,
};

const BY_KIND: Partial<Record<FailureKind, MaintainerTask>> = {
  forbidden: ROLE,
  variables_forbidden: { task: 'variables_role', page: 'variables' },
  no_job: JOB,
  no_ci_file: JOB,
  no_ref: JOB,
};

/** What a Maintainer can do about a job that failed; null where it lies elsewhere. */
export function taskOfCause(cause: Cause): MaintainerTask | null {
  return BY_CAUSE[cause] ?? null;
}

/** What a Maintainer can do about a refusal by GitLab; null where it lies elsewhere. A reason that is known says more than its kind. */
export function taskOfFailure({ kind, reason }: Failure): MaintainerTask | null {
  return (reason ? BY_REASON[reason] : BY_KIND[kind]) ?? null;
}
