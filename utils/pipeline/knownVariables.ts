import type { Branch, Project } from '../gitlab/entities.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import { INPUT_OF } from './flowVariables.ts';
import type { KnownVariables } from './expressions/Expression.ts';

/** Predefined variables that the rules of a branch pipeline of source `api`, `trigger` or `push` never see, unless it is said. */
const NEVER_SET = [
  'CHAT_CHANNEL',
  'CHAT_INPUT',
  'CI_COMMIT_TAG',
  'CI_COMMIT_TAG_MESSAGE',
  'CI_EXTERNAL_PULL_REQUEST_IID',
  'CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME',
  'CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY',
  'CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME',
  'CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY',
  'CI_JOB_ID',
  'CI_JOB_STARTED_AT',
  'CI_JOB_TOKEN',
  'CI_JOB_TRIGGERED',
  'CI_JOB_URL',
  'CI_MERGE_REQUEST_APPROVED',
  'CI_MERGE_REQUEST_ASSIGNEES',
  'CI_MERGE_REQUEST_DESCRIPTION',
  'CI_MERGE_REQUEST_DIFF_BASE_SHA',
  'CI_MERGE_REQUEST_DIFF_ID',
  'CI_MERGE_REQUEST_DRAFT',
  'CI_MERGE_REQUEST_EVENT_TYPE',
  'CI_MERGE_REQUEST_ID',
  'CI_MERGE_REQUEST_IID',
  'CI_MERGE_REQUEST_LABELS',
  'CI_MERGE_REQUEST_MILESTONE',
  'CI_MERGE_REQUEST_PROJECT_ID',
  'CI_MERGE_REQUEST_PROJECT_PATH',
  'CI_MERGE_REQUEST_PROJECT_URL',
  'CI_MERGE_REQUEST_REF_PATH',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_PROTECTED',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA',
  'CI_MERGE_REQUEST_SOURCE_PROJECT_ID',
  'CI_MERGE_REQUEST_SOURCE_PROJECT_PATH',
  'CI_MERGE_REQUEST_SOURCE_PROJECT_URL',
  'CI_MERGE_REQUEST_SQUASH_ON_MERGE',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED',
  'CI_MERGE_REQUEST_TARGET_BRANCH_SHA',
  'CI_MERGE_REQUEST_TITLE',
  'CI_NODE_INDEX',
  'CI_PIPELINE_CREATED_AT',
  'CI_PIPELINE_ID',
  'CI_PIPELINE_NAME',
  'CI_PIPELINE_SCHEDULE_DESCRIPTION',
  'CI_PIPELINE_TRIGGERED',
  'CI_PIPELINE_URL',
  'CI_RUNNER_DESCRIPTION',
  'CI_RUNNER_EXECUTABLE_ARCH',
  'CI_RUNNER_ID',
  'CI_RUNNER_SHORT_TOKEN',
  'CI_RUNNER_TAGS',
  'CI_SERVER',
  'CI_TRIGGER_SHORT_TOKEN',
  'TRIGGER_PAYLOAD',
] as const;

/** Set, by what only a trigger's pipeline has. */
const BY_TRIGGER = ['CI_TRIGGER_SHORT_TOKEN', 'TRIGGER_PAYLOAD'] as const;

type Entry = [name: string, value: string | null];

/** As GitLab makes a name fit for an address (`Gitlab::Utils.slugify`). */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

/** What an address of the project says of it and its GitLab. */
function byAddress({ web_url: url, path_with_namespace: path }: Project): Entry[] {
  const root = url.endsWith(`/${path}`) ? url.slice(0, -path.length - 1) : null;
  const name = path.split('/').at(-1) ?? path;
  const namespace = path.slice(0, Math.max(0, path.length - name.length - 1));
  const entries: Entry[] = [
    ['CI_PROJECT_NAME', name],
    ['CI_PROJECT_NAMESPACE', namespace],
    ['CI_PROJECT_ROOT_NAMESPACE', path.split('/')[0] ?? ''],
    ['CI_PROJECT_PATH_SLUG', slugOf(path)],
    ['CI_PROJECT_URL', url],
  ];
  if (root === null || !URL.canParse(root)) return entries;
  const { host, hostname, port, protocol } = new URL(root);
  return [
    ...entries,
    ['CI_SERVER_URL', root],
    ['CI_SERVER_HOST', hostname],
    ['CI_SERVER_FQDN', host],
    ['CI_SERVER_PROTOCOL', protocol.slice(0, -1)],
    ['CI_SERVER_PORT', port === '' ? (protocol === 'https:' ? '443' : '80') : port],
    ['CI_API_V4_URL', `${root}/api/v4`],
  ];
}

function byCommit({ id, message }: Branch['commit']): Entry[] {
  const entries: Entry[] = [
    ['CI_COMMIT_SHA', id],
    ['CI_COMMIT_SHORT_SHA', id.slice(0, 8)],
    ['CI_COMMIT_BEFORE_SHA', '0'.repeat(40)],
  ];
  if (!message?.trim() || message.length > 10_000) return entries;
  const title = message.split(/[\r\n]/, 1)[0] ?? '';
  const rest = message.slice(message.indexOf('\n') + 1).replace(/\n$/, '');
  const description = title.length >= 100 ? message : message.includes('\n') ? rest : '';
  return [
    ...entries,
    ['CI_COMMIT_MESSAGE', message],
    ['CI_COMMIT_MESSAGE_IS_TRUNCATED', 'false'],
    ['CI_COMMIT_TITLE', title],
    ['CI_COMMIT_DESCRIPTION', description],
  ];
}

function predefined(project: Project, source: string, branch: string): Entry[] {
  const { default_branch: main } = project;
  return [
    ...NEVER_SET.map((name): Entry => [name, null]),
    ['CI', 'true'],
    ['GITLAB_CI', 'true'],
    ['CI_PIPELINE_SOURCE', source],
    ['CI_COMMIT_BRANCH', branch],
    ['CI_COMMIT_REF_NAME', branch],
    ['CI_COMMIT_REF_SLUG', slugOf(branch)],
    ['CI_DEFAULT_BRANCH', main],
    ...(main === null ? [] : ([['CI_DEFAULT_BRANCH_SLUG', slugOf(main)]] satisfies Entry[])),
    ['CI_NODE_TOTAL', '1'],
    ['CI_PROJECT_ID', String(project.id)],
    ['CI_PROJECT_PATH', project.path_with_namespace],
    ...(project.visibility === undefined
      ? []
      : ([['CI_PROJECT_VISIBILITY', project.visibility]] satisfies Entry[])),
    ...byAddress(project),
  ];
}

/**
 * What `rules` will see of our pipeline: values as sent, since conditions see escaped text; whatever else a project sets is unknown.
 * @param user name of the user as whom it runs, where that is known
 */
export function variablesOfRun(
  project: Project,
  branch: Branch,
  order: PipelineOrder,
  source: 'api' | 'trigger' = 'api',
  user?: string,
): KnownVariables {
  const flow = Object.entries(INPUT_OF).map(([key, input]): Entry => [
    key,
    order.inputs?.[input] ?? null,
  ]);
  const known = new Map<string, string | null>([
    ...predefined(project, source, branch.name),
    ['CI_COMMIT_REF_PROTECTED', String(branch.protected)],
    ...byCommit(branch.commit),
    ...(user === undefined ? [] : ([['GITLAB_USER_LOGIN', user]] satisfies Entry[])),
    ...flow,
    ...(order.variables ?? []).map(({ key, value }): Entry => [key, value]),
  ]);
  if (source === 'trigger') {
    known.set('CI_PIPELINE_TRIGGERED', 'true');
    for (const name of BY_TRIGGER) known.delete(name);
  }
  return known;
}

/** What `rules` will see when the job pushes a branch of its own. */
export function variablesOfPush(project: Project, resource: string): KnownVariables {
  const branch = `claude/${resource.replace('/', '-')}`;
  return new Map<string, string | null>([
    ...predefined(project, 'push', branch),
    ...Object.keys(INPUT_OF).map((key): Entry => [key, null]),
  ]);
}

/** How deep variables may stand in variables. */
const DEEPEST = 3;

/** `text` with the variables in it filled in, those within them too; unknown ones stay as they stand. */
export function filledIn(text: string, variables: KnownVariables, depth = 0): string {
  const filled = text.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
  return filled === text || depth === DEEPEST ? filled : filledIn(filled, variables, depth + 1);
}
