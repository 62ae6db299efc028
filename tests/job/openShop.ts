import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OUR_JOBS } from '../../utils/pipeline/rules/ourJobs.ts';
import type { Choices } from '../../utils/setup/fillChoices.ts';
import { rootFile } from '../../utils/setup/jobFiles.ts';
import { providerVariables } from '../sandbox/clouds/Cloud.ts';
import { plantIn } from './plantIn.ts';
import { startSandbox } from '../sandbox/startSandbox.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/startSandbox.ts';

const Result = z.object({
  version: z.literal(1),
  outcome: z.string(),
  answer: z.string(),
  branch: z.string().nullable(),
  commits: z.array(z.string()),
  merge_request: z.object({ iid: z.number(), web_url: z.string() }).nullable(),
  turns: z.number().nullable(),
  cost_usd: z.number().nullable(),
  denied_tools: z.array(z.string()),
  limit: z.string().nullable(),
  errors: z.array(z.string()),
  session_id: z.string().nullable(),
  note_url: z.string().nullable(),
  verified: z.string(),
  threads: z.array(z.unknown()).optional(),
});

const PROVIDER_VARIABLE = /^(CLAUDE_PROVIDER|AWS_|GCP_|CLOUD_ML_REGION)/;

export interface Ask {
  prompt: string;
  mode?: string;
  resource?: string;
  discussionId?: string;
  requestId?: string;
  projectPath?: string;
  hostname?: string;
  /** `ask_claude` of the context. */
  options?: Record<string, unknown>;
}

export interface Ran {
  jobId: number;
  status: string;
  log: string;
  jobName: string;
  result: z.infer<typeof Result>;
  patch: string | null;
  /** Where `changes.patch` lies, if there is one. */
  patchFile: string;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The sandbox with its two projects, and ways to ask there and to look at what came of it. */
export async function openShop(options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options);
  const git = (path: string, ...parts: string[]): string =>
    execFileSync('git', ['--git-dir', sandbox.project(path).repository, ...parts], {
      encoding: 'utf8',
    });
  return {
    sandbox,
    git,
    /** Sets the webshop's CI/CD variables for a provider, and none for another. */
    useProvider(provider: 'anthropic' | 'bedrock' | 'vertex') {
      const project = sandbox.project('acme/webshop');
      const others = project.variables.filter(({ key }) => !PROVIDER_VARIABLE.test(key));
      project.variables = [...others, ...providerVariables(provider)];
    },
    /** Has the webshop's job file decide these settings. */
    settle: (settings: NonNullable<Choices['settings']>) => choose(sandbox, { settings }),
    /** Has it decide whatever else a project can. */
    choose: (choices: Choices) => choose(sandbox, choices),
    /** By inputs, on the runner branch. */
    ask: (ask: Ask) => fire(sandbox, 'acme/webshop', sandbox.tokens.dev, inputsOf(ask)),
    /** By escaped variables, on the default branch of the project that has no runner branch. */
    askByVariables: (ask: Ask) =>
      fire(sandbox, 'acme/legacy', sandbox.tokens.mia, {
        ref: 'main',
        variables: variablesOf(ask),
      }),
    /** By variables on the runner branch, with more of the test's own choice, sent as they are. */
    askWith: (ask: Ask, variables: Variable[]) =>
      fire(sandbox, 'acme/webshop', sandbox.tokens.dev, {
        ref: 'ask-claude',
        variables: [...variablesOf(ask), ...variables],
      }),
    /** By a trigger token, or a job's, on the runner branch; values end at the kernel's limit. */
    askByTrigger: (token: string, ask: Ask) =>
      fire(sandbox, 'acme/webshop', '', {
        ref: 'ask-claude',
        token,
        variables: Object.fromEntries(variablesOf(ask).map(({ key, value }) => [key, value])),
      }),
    /** By inputs, on a branch of any project, as anybody. */
    askAt: (path: string, ref: string, token: string, ask: Ask) =>
      fire(sandbox, path, token, { ...inputsOf(ask), ref }),
    retry: (path: string, jobId: number) => retry(sandbox, path, jobId),
    /** What the model was asked in the last job, newest first. */
    lastPrompt: () => sandbox.model?.requests.at(-1)?.prompt ?? '',
    requests: () => sandbox.model?.requests ?? [],
  };
}

function choose(sandbox: Sandbox, choices: Choices): void {
  const endpoints = { anthropic: sandbox.model?.url ?? '', ...sandbox.clouds.endpoints };
  plantIn(sandbox, 'ask-claude', { '.gitlab-ci.yml': rootFile(endpoints, choices) });
}

function valuesOf(ask: Ask): Record<string, string> {
  return {
    input: ask.prompt,
    context: JSON.stringify({ ask_claude: { version: 1, untrusted: true, ...ask.options } }),
    event: 'mention',
    mode: ask.mode ?? 'ask',
    discussion_id: ask.discussionId ?? '',
    project_path: ask.projectPath ?? '',
    ...(ask.hostname === undefined ? {} : { gitlab_hostname: ask.hostname }),
    resource: ask.resource ?? 'issue/12',
    request_id: ask.requestId ?? randomUUID(),
  };
}

interface Variable {
  key: string;
  value: string;
  variable_type?: 'env_var' | 'file';
}

function variablesOf(ask: Ask): Variable[] {
  return Object.entries(valuesOf(ask)).map(([name, value]) => ({
    key: `AI_FLOW_${name.toUpperCase()}`,
    value: value.replace(/[$%]/g, (sign) => (sign === '$' ? '$$' : '%${}')),
    // What is longer than the kernel takes in one variable goes as a file.
    variable_type: value.length > 100_000 ? 'file' : 'env_var',
  }));
}

function inputsOf(ask: Ask): object {
  return { ref: 'ask-claude', inputs: valuesOf(ask) };
}

async function fire(sandbox: Sandbox, path: string, token: string, body: object): Promise<Ran> {
  const project = sandbox.project(path);
  const way = token === '' ? 'trigger/pipeline' : 'pipeline';
  const response = await fetch(`${sandbox.url}/api/v4/projects/${project.id}/${way}`, {
    method: 'POST',
    headers: {
      ...(token === '' ? {} : { 'PRIVATE-TOKEN': token }),
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`refused: ${await response.text()}`);
  const { id } = z.object({ id: z.number() }).parse(await response.json());
  return ranOf(sandbox, path, id);
}

/** Runs an ended job again, by GitLab's API, as who asked: to GitLab a job is of who started it last. */
async function retry(sandbox: Sandbox, path: string, jobId: number): Promise<Ran> {
  const project = sandbox.project(path);
  const pipeline = project.pipelines.find(({ jobs }) => jobs.some(({ id }) => id === jobId));
  const response = await fetch(`${sandbox.url}/api/v4/projects/${project.id}/jobs/${jobId}/retry`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': sandbox.tokens.dev },
  });
  if (!response.ok || !pipeline) throw new Error(`not retried: ${await response.text()}`);
  return ranOf(sandbox, path, pipeline.id);
}

/** What became of a pipeline's job, once it has ended. */
async function ranOf(sandbox: Sandbox, path: string, id: number): Promise<Ran> {
  const pipeline = sandbox.project(path).pipelines.find((one) => one.id === id);
  await pipeline?.finished;
  const job = pipeline?.jobs.find(({ name }) => OUR_JOBS.includes(name));
  if (!job) throw new Error('no job');
  const read = (file: string): string | null => {
    try {
      return readFileSync(join(job.artifacts ?? '/nonexistent', '.claude-ci', file), 'utf8');
    } catch {
      return null;
    }
  };
  const text = read('result.json');
  if (text === null) throw new Error(`The job left no result:\n${job.status}\n${job.log}`);
  return {
    jobId: job.id,
    status: job.status,
    log: job.log,
    jobName: job.name,
    result: Result.parse(JSON.parse(text)),
    patch: read('changes.patch'),
    patchFile: join(job.artifacts ?? '/nonexistent', '.claude-ci', 'changes.patch'),
  };
}
