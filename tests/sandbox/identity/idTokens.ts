import type { CiVariable } from '../ci/types.ts';
import { branchRights } from '../git/protection.ts';
import type { Job, Pipeline, Project, User } from '../state/State.ts';
import { projectPath } from '../state/State.ts';
import type { World } from '../World.ts';
import { signIdToken } from './signIdToken.ts';

/**
 * The variables of a job's `id_tokens`, with the claims of GitLab's `JwtV2`.
 * @param audiences by the variables' names, expanded
 * @param seconds how long the job may take: so long the tokens are good
 */
export function idTokens(
  world: World,
  project: Project,
  pipeline: Pipeline,
  job: Job,
  audiences: Readonly<Record<string, string>>,
  seconds: number,
): CiVariable[] {
  const user = world.state.users.find(({ id }) => id === pipeline.userId);
  const claims = claimsOf(world, project, pipeline, job, user);
  return Object.entries(audiences).map(([key, aud]) => ({
    key,
    value: signIdToken({ ...claims, aud }, seconds),
    masked: true,
  }));
}

function claimsOf(
  world: World,
  project: Project,
  pipeline: Pipeline,
  job: Job,
  user: User | undefined,
): Record<string, string> {
  const path = projectPath(project);
  const { ref } = pipeline;
  const isProtected = user !== undefined && branchRights(project, ref, user).protected;
  return {
    iss: world.url,
    sub: `project_path:${path}:ref_type:branch:ref:${ref}`,
    namespace_id: String(project.namespace.id),
    namespace_path: project.namespace.path,
    project_id: String(project.id),
    project_path: path,
    project_visibility: project.visibility,
    user_id: String(pipeline.userId),
    user_login: user?.username ?? '',
    user_email: user?.email ?? '',
    pipeline_id: String(pipeline.id),
    pipeline_source: pipeline.source,
    job_id: String(job.id),
    ref,
    ref_type: 'branch',
    ref_path: `refs/heads/${ref}`,
    ref_protected: String(isProtected),
    sha: pipeline.sha,
    runner_id: '1',
    runner_environment: 'self-hosted',
  };
}
