import { z } from 'zod';
import { readAt } from './checkout.ts';
import { mergeIncludes } from './mergeIncludes.ts';
import { applyInputs } from './pipelineInputs.ts';
import { includeEntries } from './readIncluded.ts';
import type { CiVariable } from './types.ts';
import { asText, markRawVariables, parseCiFile, RAW_MARK } from './yamlTree.ts';

const Lines = z.union([z.string().transform((line) => [line]), z.array(z.unknown())]);
const Values = z.record(z.string(), z.unknown());

/** The keywords of a job that planning and running need; the others are kept as they are. */
export const JobConfig = z.looseObject({
  stage: z.string().optional(),
  script: Lines.optional(),
  before_script: Lines.optional(),
  after_script: Lines.optional(),
  variables: Values.nullish(),
  rules: z.array(z.unknown()).nullish(),
  id_tokens: z.record(z.string(), z.looseObject({ aud: z.string() })).optional(),
  resource_group: z.string().optional(),
  timeout: z.union([z.string(), z.number()]).optional(),
  artifacts: z
    .looseObject({ paths: z.array(z.string()).optional(), when: z.string().optional() })
    .optional(),
});
export type JobConfig = z.infer<typeof JobConfig>;

const Workflow = z.looseObject({
  name: z.string().optional(),
  rules: z.array(z.unknown()).optional(),
});

export interface ResolvedConfig {
  workflow: z.infer<typeof Workflow>;
  stages: string[];
  /** Top-level `variables`, as YAML gives them. */
  variables: Record<string, unknown>;
  jobs: Map<string, JobConfig>;
  includes: unknown[];
}

export interface ConfigRequest {
  repository: string;
  sha: string;
  ciConfigPath: string;
  inputs?: Readonly<Record<string, string>>;
  /** What `include:rules` may look at. */
  variables: readonly CiVariable[];
  /** Instead of the file at the commit. */
  content?: string;
}

const NOT_JOBS = new Set(
  'default include stages variables workflow image services cache before_script after_script spec pages:deploy'.split(
    ' ',
  ),
);

/** The CI file with inputs put in, includes merged, `extends` and `!reference` resolved; or GitLab's words for what is wrong. */
export async function resolveConfig(
  request: ConfigRequest,
): Promise<ResolvedConfig | { error: string }> {
  const path = request.ciConfigPath;
  const text = request.content ?? (await readAt(request.repository, request.sha, path));
  if (text === null) return { error: 'Missing CI config file' };
  const file = parseCiFile(text);
  if ('error' in file) return { error: `\`${path}\`: ${file.error}` };
  const refused = applyInputs(file, path, request.inputs ?? {});
  if (refused !== null) return { error: refused };

  const plain = Values.safeParse(file.body.toJS());
  if (!plain.success) return { error: `\`${path}\`: Invalid configuration format` };
  const own = Values.nullish().safeParse(plain.data['variables']).data ?? {};
  const includes = includeEntries(plain.data['include']);
  // The file's own top-level variables outrank those of includes, and their values differ from pipeline to pipeline: left out, the rest can be cached.
  file.body.delete('variables');
  markRawVariables(file.body);
  const merged = await mergeIncludes(request, file.body.toString(), plain.data);
  if ('error' in merged && typeof merged['error'] === 'string') return { error: merged['error'] };
  return configOf(merged, own, includes);
}

function configOf(
  merged: Record<string, unknown>,
  own: Record<string, unknown>,
  includes: unknown[],
): ResolvedConfig | { error: string } {
  const jobs = new Map<string, JobConfig>();
  for (const [name, value] of Object.entries(merged)) {
    if (name.startsWith('.') || NOT_JOBS.has(name)) continue;
    const job = JobConfig.safeParse(value);
    if (!job.success) return { error: `jobs:${name} config should be a hash` };
    jobs.set(name, job.data);
  }
  if (jobs.size === 0) return { error: 'jobs config should contain at least one visible job' };
  const workflow = Workflow.safeParse(merged['workflow']);
  const stages = z.array(z.string()).safeParse(merged['stages']);
  return {
    workflow: workflow.success ? workflow.data : {},
    stages: stages.success ? stages.data : ['.pre', 'build', 'test', 'deploy', '.post'],
    variables: { ...Values.nullish().safeParse(merged['variables']).data, ...own },
    jobs,
    includes,
  };
}

/** YAML's `variables` as a collection. */
export function yamlVariables(
  variables: Readonly<Record<string, unknown>> | null | undefined,
): CiVariable[] {
  return Object.entries(variables ?? {}).map(([key, value]) => {
    const detailed = z
      .looseObject({ value: z.unknown(), expand: z.boolean().optional() })
      .safeParse(value);
    const text = asText(detailed.success ? detailed.data.value : value);
    const raw = text.startsWith(RAW_MARK) || (detailed.success && detailed.data.expand === false);
    return {
      key,
      value: text.startsWith(RAW_MARK) ? text.slice(RAW_MARK.length) : text,
      ...(raw ? { raw } : {}),
    };
  });
}
