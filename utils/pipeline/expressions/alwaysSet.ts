/** Variables that every job's rules see set, with a value that is not known here where it is not given: predefined ones, and what every ask sends. */
const ALWAYS_SET: ReadonlySet<string> = new Set([
  'AI_FLOW_CONTEXT',
  'AI_FLOW_GITLAB_HOSTNAME',
  'AI_FLOW_INPUT',
  'AI_FLOW_MODE',
  'AI_FLOW_PROJECT_PATH',
  'AI_FLOW_REQUEST_ID',
  'AI_FLOW_RESOURCE',
  'CI_API_GRAPHQL_URL',
  'CI_API_V4_URL',
  'CI_COMMIT_AUTHOR',
  'CI_COMMIT_SHA',
  'CI_COMMIT_SHORT_SHA',
  'CI_COMMIT_TIMESTAMP',
  'CI_CONFIG_PATH',
  'CI_JOB_NAME',
  'CI_JOB_STAGE',
  'CI_PIPELINE_IID',
  'CI_PROJECT_NAME',
  'CI_PROJECT_NAMESPACE',
  'CI_PROJECT_NAMESPACE_ID',
  'CI_PROJECT_PATH_SLUG',
  'CI_PROJECT_ROOT_NAMESPACE',
  'CI_PROJECT_TITLE',
  'CI_PROJECT_URL',
  'CI_PROJECT_VISIBILITY',
  'CI_SERVER_FQDN',
  'CI_SERVER_HOST',
  'CI_SERVER_NAME',
  'CI_SERVER_PORT',
  'CI_SERVER_PROTOCOL',
  'CI_SERVER_REVISION',
  'CI_SERVER_SHELL_SSH_HOST',
  'CI_SERVER_SHELL_SSH_PORT',
  'CI_SERVER_URL',
  'CI_SERVER_VERSION',
  'CI_SERVER_VERSION_MAJOR',
  'CI_SERVER_VERSION_MINOR',
  'CI_SERVER_VERSION_PATCH',
  'CI_TEMPLATE_REGISTRY_HOST',
  'GITLAB_USER_EMAIL',
  'GITLAB_USER_ID',
  'GITLAB_USER_LOGIN',
  'GITLAB_USER_NAME',
  // Only where it is not known as not set: in a pipeline that a trigger token starts.
  'CI_TRIGGER_SHORT_TOKEN',
  'TRIGGER_PAYLOAD',
]);

/** Whether GitLab itself sets a variable: what a CI file says stands above it, what people set in the settings or send along hardly ever has such a name. */
export function isPredefined(name: string): boolean {
  return name === 'CI' || name.startsWith('CI_') || name.startsWith('GITLAB_');
}

export function isAlwaysSet(name: string): boolean {
  return ALWAYS_SET.has(name);
}
