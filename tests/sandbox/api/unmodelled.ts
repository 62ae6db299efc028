import type { World } from '../World.ts';
import type { SandboxContext } from './Env.ts';
import { refuse } from './refuse.ts';

/** What stands below `/projects/:id` in GitLab and not here. */
const OF_A_PROJECT =
  'access_requests alerts audit_events avatar badges boards cluster_agents clusters container custom_attributes debian dependencies deploy_keys deploy_tokens deployments environments epics error_tracking events export external_status_checks feature_flags fork forks freeze_periods gitlab_model_experiments hooks housekeeping import integrations invitations invited_groups iterations jobs languages merge_trains milestones ml packages pages pipeline_schedules protected_environments protected_tags registry releases remote_mirrors repository_storage resource_groups restore search secure_files service_accounts services share share_locations snapshot snippets star starrers statuses storage templates terraform topics transfer unarchive archive unstar uploads users variables vulnerabilities wikis triggers push_rule labels members';
const OF_A_REPOSITORY =
  'archive blame blobs changelog commits/sequence contributors merge_base submodules tags health';
const AT_THE_ROOT =
  'groups users namespaces search broadcast_messages application avatar code_suggestions deploy_keys deploy_tokens events feature_flags features geo hooks import issues jobs keys license lint markdown merge_requests namespaces notification_settings packages pages personal_access_tokens runners sidekiq snippets suggestions todos topics web_commits issues_statistics ai graphql';

const PATTERNS = [
  new RegExp(`^/(?:${AT_THE_ROOT.replaceAll(' ', '|')})(?:/|$)`),
  new RegExp(`^/projects/[^/]+/(?:${OF_A_PROJECT.replaceAll(' ', '|')})(?:/|$)`),
  new RegExp(`^/projects/[^/]+/repository/(?:${OF_A_REPOSITORY.replaceAll(' ', '|')})(?:/|$)`),
  /^\/projects\/[^/]+\/(?:issues|merge_requests)\/\d+\/./,
  /^\/projects\/[^/]+\/(?:pipelines|jobs)\/\d+\/./,
];

/** True for a path below `/api/v4` that GitLab knows and the sandbox does not. */
export function isGitLabs(path: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(path));
}

/** Refuses aloud what GitLab has and the sandbox does not: the test that met it fails at the sandbox's end. */
export function unmodelled(world: World, c: SandboxContext, what: string): never {
  const sentence = `The sandbox does not model ${what}.`;
  world.unmodelled.push(`${c.req.method} ${new URL(c.req.url).pathname}: ${sentence}`);
  return refuse(501, { message: sentence });
}
