import type { CiVariable, PipelineSource } from '../ci/types.ts';
import type { GitCommit } from '../git/readCommit.ts';
import { branchRights } from '../git/protection.ts';
import type { Job, Project, User } from '../state/State.ts';
import { projectPath } from '../state/State.ts';
import type { World } from '../World.ts';

function list(values: Record<string, string>): CiVariable[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

/** What GitLab predefines for every job of a pipeline, and the project's own variables above it. */
export function pipelineVariables(
  world: World,
  project: Project,
  user: User,
  pipeline: {
    id: number;
    iid: number;
    ref: string;
    source: PipelineSource;
    beforeSha: string;
    commit: GitCommit;
    createdAt: string;
  },
): CiVariable[] {
  const path = projectPath(project);
  const url = new URL(world.url);
  const { commit, ref } = pipeline;
  const isProtected = branchRights(project, ref, user).protected;
  const own = project.variables.filter(
    ({ protected: onlyProtected, environmentScope = '*' }) =>
      (!onlyProtected || isProtected) && environmentScope === '*',
  );
  return [
    ...list({
      CI: 'true',
      GITLAB_CI: 'true',
      CI_SERVER: 'yes',
      CI_SERVER_NAME: 'GitLab',
      CI_SERVER_URL: world.url,
      CI_SERVER_HOST: url.hostname,
      CI_SERVER_PORT: url.port,
      CI_SERVER_PROTOCOL: url.protocol.replace(':', ''),
      CI_SERVER_FQDN: url.host,
      CI_SERVER_VERSION: '19.3.0',
      CI_SERVER_VERSION_MAJOR: '19',
      CI_SERVER_VERSION_MINOR: '3',
      CI_SERVER_VERSION_PATCH: '0',
      CI_SERVER_REVISION: '9479feaa8d1',
      CI_API_V4_URL: `${world.url}/api/v4`,
      CI_API_GRAPHQL_URL: `${world.url}/api/graphql`,
      CI_PROJECT_ID: String(project.id),
      CI_PROJECT_NAME: project.path,
      CI_PROJECT_TITLE: project.name,
      CI_PROJECT_PATH: path,
      CI_PROJECT_PATH_SLUG: path.replace(/[^a-z0-9]+/g, '-'),
      CI_PROJECT_NAMESPACE: project.namespace.path,
      CI_PROJECT_NAMESPACE_ID: String(project.namespace.id),
      CI_PROJECT_ROOT_NAMESPACE: project.namespace.path,
      CI_PROJECT_URL: `${world.url}/${path}`,
      CI_PROJECT_VISIBILITY: project.visibility,
      CI_DEFAULT_BRANCH: project.defaultBranch,
      CI_CONFIG_PATH: project.ciConfigPath ?? '.gitlab-ci.yml',
      CI_PIPELINE_ID: String(pipeline.id),
      CI_PIPELINE_IID: String(pipeline.iid),
      CI_PIPELINE_SOURCE: pipeline.source,
      CI_PIPELINE_TRIGGERED: pipeline.source === 'trigger' ? 'true' : '',
      CI_PIPELINE_URL: `${world.url}/${path}/-/pipelines/${pipeline.id}`,
      CI_PIPELINE_CREATED_AT: pipeline.createdAt,
      CI_COMMIT_SHA: commit.id,
      CI_COMMIT_SHORT_SHA: commit.id.slice(0, 8),
      CI_COMMIT_BEFORE_SHA: pipeline.beforeSha,
      CI_COMMIT_BRANCH: ref,
      CI_COMMIT_REF_NAME: ref,
      CI_COMMIT_REF_SLUG: ref
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 63),
      CI_COMMIT_REF_PROTECTED: String(isProtected),
      CI_COMMIT_TITLE: commit.title,
      CI_COMMIT_MESSAGE: commit.message,
      CI_COMMIT_DESCRIPTION: commit.message.split('\n').slice(1).join('\n').trim(),
      CI_COMMIT_AUTHOR: `${commit.authorName} <${commit.authorEmail}>`,
      CI_COMMIT_TIMESTAMP: commit.committedDate,
      GITLAB_USER_ID: String(user.id),
      GITLAB_USER_LOGIN: user.username,
      GITLAB_USER_NAME: user.name,
      GITLAB_USER_EMAIL: user.email,
      GITLAB_FEATURES: '',
    }),
    ...own,
  ];
}

/** What only this job has. */
export function jobVariables(
  world: World,
  project: Project,
  pipelineName: string | null,
  job: Job,
): CiVariable[] {
  const path = projectPath(project);
  const address = new URL(`${world.url}/${path}.git`);
  address.username = 'gitlab-ci-token';
  address.password = job.token;
  return [
    ...list({
      CI_JOB_ID: String(job.id),
      CI_JOB_NAME: job.name,
      CI_JOB_NAME_SLUG: job.name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 63),
      CI_JOB_STAGE: job.stage,
      CI_JOB_STATUS: 'running',
      CI_JOB_URL: `${world.url}/${path}/-/jobs/${job.id}`,
      CI_JOB_STARTED_AT: new Date().toISOString(),
      CI_RUNNER_ID: '1',
      CI_RUNNER_DESCRIPTION: 'sandbox',
      CI_RUNNER_VERSION: '19.3.0',
      ...(pipelineName === null ? {} : { CI_PIPELINE_NAME: pipelineName }),
    }),
    { key: 'CI_JOB_TOKEN', value: job.token, masked: true },
    { key: 'CI_REPOSITORY_URL', value: address.href, masked: true },
  ];
}
