import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkoutOf, readAt } from './checkout.ts';
import { gitlabCiLocal } from './gitlabCiLocal.ts';
import { applyInputs } from './pipelineInputs.ts';
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

const cache = new Map<string, Promise<Merged | { error: string }>>();
type Merged = Record<string, unknown>;

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
  const merged = await mergedBy(request, file.body.toString(), includes);
  if ('error' in merged && typeof merged['error'] === 'string') return { error: merged['error'] };
  return configOf(merged, own, includes);
}

async function mergedBy(
  request: ConfigRequest,
  text: string,
  includes: unknown[],
): Promise<Merged | { error: string }> {
  const judged = includes.some((entry) => Values.safeParse(entry).data?.['rules'] !== undefined);
  const key = createHash('sha256')
    .update(JSON.stringify([request.repository, request.sha, text, judged && request.variables]))
    .digest('hex');
  const known = cache.get(key);
  if (known) return known;
  const made = merge(request, text, includes, key);
  cache.set(key, made);
  return made;
}

async function merge(
  request: ConfigRequest,
  text: string,
  includes: unknown[],
  key: string,
): Promise<Merged | { error: string }> {
  const checkout = await checkoutOf(request.repository, request.sha);
  const missing = await markIncluded(checkout, includes);
  if (missing !== null) return { error: missing };
  const folder = join(checkout, '.git', `ci-${key.slice(0, 20)}`);
  await mkdir(folder, { recursive: true });
  const root = join(folder, 'root.yml');
  await writeFile(root, text);
  const answer = await gitlabCiLocal(checkout, [
    '--preview',
    ...fileOptions(root, checkout, folder),
    '--variables-file',
    await variablesFile(folder, request.variables),
  ]);
  await rm(folder, { recursive: true });
  if (!answer.ok) return { error: gitlabWords(answer.stderr) };
  const start = answer.stdout.indexOf('---\n');
  const parsed = Values.safeParse(parse(answer.stdout.slice(start), { maxAliasCount: -1 }));
  return parsed.success ? parsed.data : { error: 'Invalid configuration format' };
}

/** Options that keep gitlab-ci-local's own state out of the checkout's tree. */
export function fileOptions(file: string, checkout: string, folder: string): string[] {
  const relative = (path: string): string => path.slice(checkout.length + 1);
  return ['--file', relative(file), '--state-dir', relative(join(folder, 'state'))];
}

/**
 * Writes what rules may look at. gitlab-ci-local evaluates the values as program text, so all but plain characters are
 * replaced, and long values cut: enough for `if: $X` and for comparing with a plain word.
 */
export async function variablesFile(
  folder: string,
  variables: readonly CiVariable[],
): Promise<string> {
  const entries = variables.map(({ key, value }) => [
    key,
    {
      type: 'variable',
      values: { '*': value.slice(0, 500).replace(/[^\w .,:;@+=/-]/gu, '_') },
    },
  ]);
  const path = join(folder, 'variables.yml');
  await writeFile(path, JSON.stringify(Object.fromEntries(entries)));
  return path;
}

/** Marks raw variables in included files, and those that they include; gives GitLab's words for a file that is missing. */
async function markIncluded(
  checkout: string,
  includes: unknown[],
  seen = new Set<string>(),
): Promise<string | null> {
  for (const entry of includes) {
    const local = localOf(entry);
    if (local === null || local.includes('*') || seen.has(local)) continue;
    seen.add(local);
    const path = join(checkout, local);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) {
      if (Values.safeParse(entry).data?.['rules'] === undefined)
        return `Local file \`${local}\` does not exist!`;
      continue;
    }
    const file = parseCiFile(text);
    if ('error' in file) return `\`${local}\`: ${file.error}`;
    const nested = Values.safeParse(file.body.toJS()).data?.['include'];
    markRawVariables(file.body);
    const marked = [file.header, file.body].filter((document) => document !== null);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, marked.map((document) => document.toString()).join('---\n'));
    const missing = await markIncluded(checkout, includeEntries(nested), seen);
    if (missing !== null) return missing;
  }
  return null;
}

function localOf(entry: unknown): string | null {
  if (typeof entry === 'string') return /^https?:/.test(entry) ? null : entry.replace(/^\//, '');
  const local = Values.safeParse(entry).data?.['local'];
  return typeof local === 'string' ? local.replace(/^\//, '') : null;
}

function includeEntries(include: unknown): unknown[] {
  if (include === undefined || include === null) return [];
  return Array.isArray(include) ? include : [include];
}

function configOf(
  merged: Merged,
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

/** gitlab-ci-local's message in GitLab's words, where the two differ. */
function gitlabWords(stderr: string): string {
  const line =
    stderr
      .split('\n')
      .filter(
        (text) =>
          text.trim() !== '' &&
          !/^(Unable to retrieve default|Using fallback git|\s+Command failed|fatal: ref|error: No such remote|parsing and downloads|json schema validated|\s+at )/.test(
            text,
          ),
      )
      .map((text) => text.trim())[0] ?? 'Undefined error';
  const stage = /^stage:(\S+) not found for (.+)$/.exec(line);
  if (stage)
    return `${stage[2]} job: chosen stage ${stage[1]} does not exist; available stages are .pre, build, test, deploy, .post`;
  const script = /^(.+) must have script specified$/.exec(line);
  if (script)
    return `jobs:${script[1]} config should implement the script:, run:, or trigger: keyword`;
  const local = /^Local include file cannot be found (.+)$/.exec(line);
  if (local) return `Local file \`${local[1]}\` does not exist!`;
  return line.replace(/^This GitLab CI configuration is invalid: /, '');
}
