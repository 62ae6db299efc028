import { stringify } from 'yaml';
import { z } from 'zod';
import { judgeRules } from './judgeRules.ts';
import { resolveConfig, yamlVariables } from './resolveConfig.ts';
import type { JobConfig, ResolvedConfig } from './resolveConfig.ts';
import { asText } from './yamlTree.ts';
import type { LintAnswer, PipelineRequest } from './types.ts';

/** `ci/lint` without dry run: inputs at their defaults, `include:rules` judged without pipeline variables. */
export async function lintCi(
  request: Pick<PipelineRequest, 'repository' | 'sha' | 'ciConfigPath'> & { content?: string },
): Promise<LintAnswer> {
  const resolved = await resolveConfig({ ...request, variables: [] });
  if ('error' in resolved) return invalid(resolved.error);
  const judged = await judgeRules(request.repository, request.sha, withoutRules(resolved), []);
  if ('error' in judged) return invalid(judged.error);
  return {
    valid: true,
    errors: [],
    warnings: [],
    merged_yaml: mergedYaml(resolved),
    includes: resolved.includes,
    jobs: judged.jobs.map(({ name, stage, when, allowFailure }) => ({
      name,
      stage,
      ...jobDetails(resolved, name),
      when,
      allow_failure: allowFailure,
    })),
  };
}

const Tags = z.array(z.string());
const Environment = z.union([
  z.string(),
  z.looseObject({ name: z.string() }).transform(({ name }) => name),
]);

/** What lint says of a job besides its name; without `rules` it has GitLab's default `only`. */
function jobDetails(config: ResolvedConfig, name: string) {
  const job = config.jobs.get(name);
  const ruled = job?.rules || config.workflow.rules;
  return {
    before_script: lines(job?.before_script),
    script: lines(job?.script),
    after_script: lines(job?.after_script),
    tag_list: Tags.safeParse(job?.['tags']).data ?? [],
    only: ruled ? null : (job?.['only'] ?? { refs: ['branches', 'tags'] }),
    except: job?.['except'] ?? null,
    environment: Environment.safeParse(job?.['environment']).data ?? null,
    needs: job?.['needs'] ?? null,
  };
}

function invalid(error: string): LintAnswer {
  return {
    valid: false,
    // Lint does not say which file, since it may have none.
    errors: [error.replace(/^`[^`]+`: /, '')],
    warnings: [],
    merged_yaml: null,
    includes: null,
    jobs: [],
  };
}

/** A static lint lists every job, whatever its rules. */
function withoutRules(config: ResolvedConfig): ResolvedConfig {
  const jobs = [...config.jobs].map(([name, job]): [string, JobConfig] => [
    name,
    { ...job, rules: undefined },
  ]);
  return { ...config, workflow: {}, jobs: new Map(jobs) };
}

function mergedYaml(config: ResolvedConfig): string {
  const jobs = [...config.jobs].map(([name, job]) => [
    name,
    job.variables ? { ...job, variables: plainVariables(job.variables) } : job,
  ]);
  const stages = config.stages.filter((stage) => stage !== '.pre' && stage !== '.post');
  return stringify({
    ...(Object.keys(config.workflow).length > 0 ? { workflow: config.workflow } : {}),
    ...(Object.keys(config.variables).length > 0
      ? { variables: plainVariables(config.variables) }
      : {}),
    stages,
    ...Object.fromEntries(jobs),
  });
}

/** As GitLab prints them: `expand: false` kept, the rest plain. */
function plainVariables(variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    yamlVariables(variables).map(({ key, value, raw }) => [
      key,
      raw ? { value, expand: false } : value,
    ]),
  );
}

function lines(script: unknown[] | undefined): string[] {
  return (script ?? []).flat(2).map(asText);
}
