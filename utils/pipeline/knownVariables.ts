import type { Branch, Project } from '../gitlab/entities.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import { INPUT_OF } from './flowVariables.ts';
import type { KnownVariables } from './rules/Expression.ts';

/** Predefined variables that a branch pipeline of source `api`, `trigger` or `push` certainly lacks, unless it is said. */
const NEVER_SET = [
  'CI_COMMIT_TAG',
  'CI_EXTERNAL_PULL_REQUEST_IID',
  'CI_MERGE_REQUEST_EVENT_TYPE',
  'CI_MERGE_REQUEST_ID',
  'CI_MERGE_REQUEST_IID',
  'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'CI_PIPELINE_TRIGGERED',
] as const;

type Entry = [name: string, value: string | null];

function predefined(project: Project, source: string, branch: string): Entry[] {
  return [
    ...NEVER_SET.map((name): Entry => [name, null]),
    ['CI', 'true'],
    ['GITLAB_CI', 'true'],
    ['CI_PIPELINE_SOURCE', source],
    ['CI_COMMIT_BRANCH', branch],
    ['CI_COMMIT_REF_NAME', branch],
    ['CI_DEFAULT_BRANCH', project.default_branch],
    ['CI_PROJECT_ID', String(project.id)],
    ['CI_PROJECT_PATH', project.path_with_namespace],
  ];
}

/** What `rules` will see of our pipeline: values as sent, since conditions see escaped text; whatever else a project sets is unknown. */
export function variablesOfRun(
  project: Project,
  branch: Branch,
  order: PipelineOrder,
  source: 'api' | 'trigger' = 'api',
): KnownVariables {
  const sent = new Map(order.variables?.map(({ key, value }) => [key, value]));
  const flow = Object.entries(INPUT_OF).map(([key, input]): Entry => {
    return [key, order.inputs ? (order.inputs[input] ?? '') : (sent.get(key) ?? null)];
  });
  return new Map<string, string | null>([
    ...predefined(project, source, branch.name),
    ...(source === 'trigger' ? ([['CI_PIPELINE_TRIGGERED', 'true']] satisfies Entry[]) : []),
    ['CI_COMMIT_REF_PROTECTED', String(branch.protected)],
    ['CI_COMMIT_SHA', branch.commit.id],
    ...flow,
  ]);
}

/** What `rules` will see when the job pushes a branch of its own. */
export function variablesOfPush(project: Project, resource: string): KnownVariables {
  const branch = `claude/${resource.replace('/', '-')}`;
  return new Map<string, string | null>([
    ...predefined(project, 'push', branch),
    ...Object.keys(INPUT_OF).map((key): Entry => [key, null]),
  ]);
}

/** `text` with the variables in it filled in; unknown ones stay as they stand. */
export function filledIn(text: string, variables: KnownVariables): string {
  return text.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
}
