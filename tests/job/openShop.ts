import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startSandbox } from '../sandbox/startSandbox.ts';
import type { Sandbox } from '../sandbox/startSandbox.ts';

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
});

export interface Ask {
  prompt: string;
  mode?: string;
  resource?: string;
  discussionId?: string;
  requestId?: string;
  projectPath?: string;
  /** `ask_claude` of the context. */
  wishes?: Record<string, unknown>;
}

export interface Ran {
  status: string;
  log: string;
  result: z.infer<typeof Result>;
  patch: string | null;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The sandbox with its two projects, and ways to ask there and to look at what came of it. */
export async function openShop() {
  const sandbox = await startSandbox();
  const git = (path: string, ...parts: string[]): string =>
    execFileSync('git', ['--git-dir', sandbox.project(path).repository, ...parts], {
      encoding: 'utf8',
    });
  return {
    sandbox,
    git,
    /** By inputs, on the runner branch. */
    ask: (ask: Ask) => fire(sandbox, 'acme/webshop', sandbox.tokens.dev, inputsOf(ask)),
    /** By escaped variables, on the default branch of the project that has no runner branch. */
    askByVariables: (ask: Ask) =>
      fire(sandbox, 'acme/legacy', sandbox.tokens.mia, {
        ref: 'main',
        variables: Object.entries(valuesOf(ask)).map(([name, value]) => ({
          key: `AI_FLOW_${name.toUpperCase()}`,
          value: value.replace(/[$%]/g, (sign) => (sign === '$' ? '$$' : '%${}')),
          // What is longer than the kernel takes in one variable goes as a file.
          variable_type: value.length > 100_000 ? 'file' : 'env_var',
        })),
      }),
    /** What the model was asked in the last job, newest first. */
    lastPrompt: () => sandbox.model?.requests.at(-1)?.prompt ?? '',
    requests: () => sandbox.model?.requests ?? [],
  };
}

function valuesOf(ask: Ask): Record<string, string> {
  return {
    input: ask.prompt,
    context: JSON.stringify({ ask_claude: { version: 1, untrusted: true, ...ask.wishes } }),
    event: 'mention',
    mode: ask.mode ?? 'ask',
    discussion_id: ask.discussionId ?? '',
    project_path: ask.projectPath ?? '',
    resource: ask.resource ?? 'issue/12',
    request_id: ask.requestId ?? randomUUID(),
  };
}

function inputsOf(ask: Ask): object {
  return { ref: 'ask-claude', inputs: valuesOf(ask) };
}

async function fire(sandbox: Sandbox, path: string, token: string, body: object): Promise<Ran> {
  const project = sandbox.project(path);
  const response = await fetch(`${sandbox.url}/api/v4/projects/${project.id}/pipeline`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { id } = z.object({ id: z.number() }).parse(await response.json());
  const pipeline = project.pipelines.find((one) => one.id === id);
  await pipeline?.finished;
  const job = pipeline?.jobs.find(({ name }) => name === 'claude');
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
    status: job.status,
    log: job.log,
    result: Result.parse(JSON.parse(text)),
    patch: read('changes.patch'),
  };
}
