import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { collectArtifacts } from './collectArtifacts.ts';
import { expandAsGitLab, expandAsRails, expandSimply } from './expandVariables.ts';
import { getSources } from './getSources.ts';
import { filePathIn, jobShell } from './jobShell.ts';
import { maskedLines } from './maskedLines.ts';
import { pipelineVariables } from './planPipeline.ts';
import type { JobConfig, ResolvedConfig } from './resolveConfig.ts';
import type { Runner } from './Runner.ts';
import { runShell } from './runShell.ts';
import type { ShellEnd } from './runShell.ts';
import type { CiVariable, PipelineRequest, PlannedJob, RunnerHooks } from './types.ts';
import { asText } from './yamlTree.ts';

const CLAUDE = new URL('../../../node_modules/.bin/claude', import.meta.url);
const NETWORK = ['NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
const DEFAULT_TIMEOUT_MS = 60 * 60_000;
const AFTER_SCRIPT_TIMEOUT_MS = 5 * 60_000;
const NEVER_EXPOSED = /^(CI_JOB_TOKEN|CI_REGISTRY_PASSWORD|CI_DEPLOY_PASSWORD)$/;

export interface JobEnd {
  end: ShellEnd;
  failureReason?: string;
}

/** Runs one job as GitLab's runner does with the shell executor, in folders of its own that are removed afterwards. */
export async function runJob(
  request: PipelineRequest,
  config: ResolvedConfig,
  planned: PlannedJob,
  hooks: RunnerHooks,
  signal: AbortSignal,
  runner: Runner = {},
): Promise<JobEnd> {
  const job = config.jobs.get(planned.name) ?? {};
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'ci-job-'));
  // A job that starts Claude as another user needs the way into its folders.
  await chmod(folder, 0o755);
  try {
    return await runIn(folder, { request, config, planned, job, hooks, signal, runner });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Work {
  request: PipelineRequest;
  config: ResolvedConfig;
  planned: PlannedJob;
  job: JobConfig;
  hooks: RunnerHooks;
  signal: AbortSignal;
  runner: Runner;
}

async function runIn(folder: string, work: Work): Promise<JobEnd> {
  const { request, config, planned, job, hooks, signal, runner } = work;
  const project = join(folder, 'builds', 'project');
  await mkdir(project, { recursive: true });
  const predefined = [
    ...runnerVariables(project, planned, request),
    { key: 'CI_JOB_TIMEOUT', value: String(timeoutOf(job) / 1000) },
    ...hooks.jobVariables(planned.name),
  ];
  const tokens = idTokens(work, predefined);
  const collection = pipelineVariables(request, config, job, [...predefined, ...tokens]);
  const variables = expandAsGitLab(collection, filePathIn(project));
  const valueOf = (key: string): string => variables.find((one) => one.key === key)?.value ?? '';
  hooks.onVariables?.(planned.name, variables);
  const environment = await shellEnvironment(folder, runner);
  const log = maskedLines(secretsOf(variables), (text) => hooks.onLog(planned.name, text));
  log.write('Running with gitlab-runner 19.4.0 (sandbox)\nGetting source from Git repository\n');
  if (valueOf('GIT_STRATEGY') !== 'none') {
    const error = await getSources({
      url: cloneAddress(valueOf, runner),
      ref: request.ref,
      sha: request.sha,
      folder: project,
      depth: valueOf('GIT_DEPTH') || '20',
      checkout: valueOf('GIT_CHECKOUT') !== 'false',
      environment,
    });
    if (error !== null) {
      log.write(`ERROR: ${error}\n`);
      log.end();
      return { end: 'failed', failureReason: 'runner_system_failure' };
    }
    log.write(
      `Checking out ${request.sha.slice(0, 8)} as detached HEAD (ref is ${request.ref})...\n`,
    );
  }
  runner.leave?.(project);
  const { user } = runner;
  if (user !== undefined) await promisify(execFile)('chown', ['-Rh', `${user}:${user}`, folder]);
  const run = (script: string[], more: CiVariable[], timeoutMs: number, stop?: AbortSignal) =>
    runShell({
      program: jobShell([...variables, ...more], project, script, runner.isOpen),
      environment,
      folder: project,
      onOutput: (text) => log.write(text),
      timeoutMs,
      runner,
      ...(stop ? { signal: stop } : {}),
    });

  log.write('Executing "step_script" stage of the job script\n');
  const main = [...lines(job.before_script), ...lines(job.script)];
  const { end, exitCode } = await run(main, [], timeoutOf(job), signal);
  const after = lines(job.after_script);
  if (after.length > 0) {
    log.write('Running after_script\n');
    const status = end === 'success' ? 'success' : end === 'canceled' ? 'canceled' : 'failed';
    await run(after, [{ key: 'CI_JOB_STATUS', value: status }], AFTER_SCRIPT_TIMEOUT_MS);
  }
  const when = job.artifacts?.when ?? 'on_success';
  if (when === 'always' || (when === 'on_success') === (end === 'success')) {
    const artifacts = await collectArtifacts(project, job.artifacts?.paths ?? []);
    if (artifacts !== null) {
      log.write(`Uploading artifacts for ${end === 'success' ? 'successful' : 'failed'} job\n`);
      hooks.onArtifacts(planned.name, artifacts);
      await rm(artifacts, { recursive: true });
    }
  }
  log.write(lastLine(end, exitCode));
  log.end();
  if (end === 'timeout') return { end, failureReason: 'job_execution_timeout' };
  return end === 'failed' ? { end, failureReason: 'script_failure' } : { end };
}

/** As the runner makes it: its own `clone_url`, with the project's path and the job's token. */
function cloneAddress(valueOf: (key: string) => string, { cloneUrl }: Runner): string {
  if (cloneUrl === undefined) return valueOf('CI_REPOSITORY_URL');
  const url = new URL(`${cloneUrl}/${valueOf('CI_PROJECT_PATH')}.git`);
  url.username = 'gitlab-ci-token';
  url.password = valueOf('CI_JOB_TOKEN');
  return url.href;
}

/** GitLab expands the audiences with what the job's other variables are. */
function idTokens(work: Work, predefined: readonly CiVariable[]): CiVariable[] {
  const { request, config, planned, job, hooks } = work;
  if (!job.id_tokens || !hooks.idTokens) return [];
  const known = expandAsRails(pipelineVariables(request, config, job, predefined));
  const audiences = Object.entries(job.id_tokens).map(([key, { aud }]) => [
    key,
    expandSimply(aud, known),
  ]);
  return hooks.idTokens(planned.name, Object.fromEntries(audiences), timeoutOf(job) / 1000);
}

function lastLine(end: ShellEnd, exitCode: number | null): string {
  switch (end) {
    case 'success':
      return '\u001b[32;1mJob succeeded\u001b[0;m\n';
    case 'canceled':
      return '\u001b[31;1mERROR: Job failed: canceled\u001b[0;m\n';
    case 'timeout':
      return '\u001b[31;1mERROR: Job failed: execution took longer than its timeout\u001b[0;m\n';
    case 'failed':
      return `\u001b[31;1mERROR: Job failed: exit code ${exitCode ?? 1}\u001b[0;m\n`;
  }
}

/** What the runner itself adds, below everything else. */
function runnerVariables(
  project: string,
  planned: PlannedJob,
  request: PipelineRequest,
): CiVariable[] {
  return Object.entries({
    CI: 'true',
    GITLAB_CI: 'true',
    CI_PROJECT_DIR: project,
    CI_BUILDS_DIR: join(project, '..'),
    CI_JOB_NAME: planned.name,
    CI_JOB_STAGE: planned.stage,
    CI_COMMIT_SHA: request.sha,
    CI_COMMIT_REF_NAME: request.ref,
  }).map(([key, value]) => ({ key, value }));
}

/** As in an image with Node and Claude Code: a home, a temporary folder and a PATH of the job's own. */
async function shellEnvironment(folder: string, runner: Runner): Promise<Record<string, string>> {
  const [home, temporary, programs] = ['home', 'tmp', 'bin'].map((name) => join(folder, name));
  if (!home || !temporary || !programs) throw new Error('no folders');
  for (const path of [home, temporary, programs]) await mkdir(path);
  await symlink(process.execPath, join(programs, 'node'));
  if (runner.hasClaude !== false)
    await symlink(await realpath(fileURLToPath(CLAUDE)), join(programs, 'claude'));
  return {
    HOME: home,
    TMPDIR: temporary,
    PATH: [...(runner.folders ?? []), programs, '/usr/local/bin:/usr/bin:/bin'].join(':'),
    LANG: 'C.UTF-8',
    // As an image on this machine's network would have them.
    ...Object.fromEntries(
      NETWORK.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])),
    ),
    ...runner.environment,
  };
}

function secretsOf(variables: readonly CiVariable[]): string[] {
  return variables
    .filter(({ key, masked }) => masked === true || NEVER_EXPOSED.test(key))
    .map(({ value }) => value);
}

function lines(script: unknown[] | undefined): string[] {
  return (script ?? []).flat(3).map(asText);
}

/** `timeout` in GitLab's words (`30 minutes`, `1h 30m`) or seconds. */
function timeoutOf(job: JobConfig): number {
  if (typeof job.timeout === 'number') return job.timeout * 1000;
  const seconds: Record<string, number> = { h: 3600, m: 60, s: 1 };
  const parts = [...(job.timeout ?? '').matchAll(/(\d+)\s*([hms])/g)];
  const total = parts.reduce((sum, [, n, unit]) => sum + Number(n) * (seconds[unit ?? ''] ?? 0), 0);
  return total > 0 ? total * 1000 : DEFAULT_TIMEOUT_MS;
}
