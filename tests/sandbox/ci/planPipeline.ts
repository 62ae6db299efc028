import { expandAsRails, expandSimply, lastOfEachKey } from './expandVariables.ts';
import { judgeRules } from './judgeRules.ts';
import { resolveConfig, yamlVariables } from './resolveConfig.ts';
import type { JobConfig, ResolvedConfig } from './resolveConfig.ts';
import type { CiVariable, PipelinePlan, PipelineRefusal, PipelineRequest } from './types.ts';

export const EMPTY_PIPELINE =
  'The resulting pipeline would have been empty. Review the rules configuration for the relevant jobs.';
export const WORKFLOW_REFUSED =
  'The pipeline did not run. Review the workflow:rules configuration for the pipeline.';
const MAX_NAME_LENGTH = 255;
const PREDEFINED = /^(CI|GITLAB_CI|CI_.*|GITLAB_USER_.*|GITLAB_FEATURES)$/;

/** What GitLab would make of a request: the pipeline's name and jobs, or its words for why none is made. */
export async function planPipeline(
  request: PipelineRequest,
): Promise<PipelinePlan | PipelineRefusal> {
  const resolved = await configFor(request);
  if ('error' in resolved) return { refusal: resolved.error };
  const variables = pipelineVariables(request, resolved);
  const eligible = request.source === 'merge_request_event' ? forMergeRequests(resolved) : resolved;
  const judged = await judgeRules(request.repository, request.sha, eligible, variables);
  if ('error' in judged) return { refusal: judged.error };
  if (!judged.workflow) return { refusal: WORKFLOW_REFUSED };
  if (judged.jobs.length === 0) return { refusal: EMPTY_PIPELINE };

  const name = resolved.workflow.name;
  const expanded = name === undefined ? null : expandSimply(name, expandAsRails(variables)).trim();
  if (expanded !== null && expanded.length > MAX_NAME_LENGTH)
    return { refusal: `workflow name is too long (maximum is ${MAX_NAME_LENGTH} characters)` };
  return {
    name: expanded,
    stages: resolved.stages.filter((stage) => judged.jobs.some((job) => job.stage === stage)),
    jobs: judged.jobs.map((job) => {
      const group = resolved.jobs.get(job.name)?.resource_group;
      return { ...job, resourceGroup: group ? expandSimply(group, variables) : null };
    }),
  };
}

/** A job without `rules` runs for branches and tags only, as if it had GitLab's default `only`. */
function forMergeRequests(config: ResolvedConfig): ResolvedConfig {
  const ruled = [...config.jobs].filter(([, job]) => job.rules || 'only' in job);
  return { ...config, jobs: new Map(ruled) };
}

/** The request's CI file, resolved. */
export function configFor(request: PipelineRequest): Promise<ResolvedConfig | { error: string }> {
  return resolveConfig({
    repository: request.repository,
    sha: request.sha,
    ciConfigPath: request.ciConfigPath,
    ...(request.inputs ? { inputs: request.inputs } : {}),
    variables: [
      ...request.projectVariables,
      { key: 'CI_PIPELINE_SOURCE', value: request.source },
      ...request.variables,
    ],
  });
}

/** Variables in GitLab's order: predefined, YAML, then the project's own, then those of the pipeline. */
export function pipelineVariables(
  request: PipelineRequest,
  config: ResolvedConfig,
  job?: JobConfig,
  jobVariables: readonly CiVariable[] = [],
): CiVariable[] {
  const [predefined, own] = splitPredefined(request.projectVariables);
  return lastOfEachKey([
    ...predefined,
    { key: 'CI_PIPELINE_SOURCE', value: request.source },
    ...jobVariables,
    ...yamlVariables(config.variables),
    ...yamlVariables(job?.variables),
    ...own,
    ...request.variables,
  ]);
}

/** The request hands both in one list; GitLab puts YAML's variables between them. */
function splitPredefined(variables: readonly CiVariable[]): [CiVariable[], CiVariable[]] {
  const predefined = variables.filter(({ key }) => PREDEFINED.test(key));
  return [predefined, variables.filter((variable) => !predefined.includes(variable))];
}
