import { isAtLeast, JOB_PUSH_SINCE } from '../../../gitlab/versions.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { bringJob, settingsLink } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { lineWith } from '../lineWith.ts';
import { amber, fine, red, unread } from '../lines.ts';

const PUSHES = /\bgit\b[^\n]{0,200}\bpush\b/;
/** Posts something. */
const POSTS = /-X\s{0,9}(?:POST|PUT)|--request[ =](?:POST|PUT)|--data|-d\s/;
const HANDED_ON = /GITLAB_TOKEN=["']?\$\{?CI_JOB_TOKEN/;
const OWN_TOKEN = /GITLAB_ACCESS_TOKEN|oauth2:/;

/** Whether a job may push with its own token; undefined where that cannot be seen. */
function mayPush({ home, version }: Facts): boolean | undefined {
  if (version.ok && !isAtLeast(version.value, JOB_PUSH_SINCE)) return false;
  return home.ci_push_repository_for_job_token_allowed;
}

/** Whether the job asks of its own token more than GitLab lets it do, and whom the project lets in with theirs. */
export function judgeJobToken(facts: Facts): DoctorLine[] {
  const { jobTokenScope } = facts;
  const fix = settingsLink(facts, 'job_token');
  const job = jobThatRuns(facts.jobs);
  const script = job === null || job.ours ? '' : job.script;
  // With the job's token, which GitLab lets read only.
  const writes = lineWith(script, /JOB-TOKEN/, POSTS) ?? lineWith(script, HANDED_ON);
  if (writes !== null)
    return [red('job_token', 'job_token_writes', { detail: writes, fix: bringJob(facts) })];
  const pushes = PUSHES.exec(script)?.[0].trim();
  if (pushes !== undefined && !OWN_TOKEN.test(script) && mayPush(facts) === false)
    return [red('job_token', 'job_token_push', { detail: pushes, fix })];
  if (!jobTokenScope.ok) return [unread('job_token', jobTokenScope.failure)];
  return jobTokenScope.value.inbound_enabled
    ? [fine('job_token', 'job_token')]
    : [amber('job_token', 'job_token_open', { fix })];
}
