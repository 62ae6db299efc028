import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OutcomeKind } from '../utils/outcome/Outcome.ts';
import { formatStep } from '../utils/outcome/jobLog.ts';
import type { StepKind } from '../utils/outcome/jobLog.ts';
import { CAPS, CLAUDE_USER } from './caps.ts';
import { claudeArguments, claudeEnvironment, claudeInput, systemPrompt } from './claudeCommand.ts';
import { commitChanges } from './commitChanges.ts';
import type { Commit } from './commitChanges.ts';
import { wordsOf } from './Fault.ts';
import { findClaude } from './findClaude.ts';
import { findTwin } from './findTwin.ts';
import { gitlabApi } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { prepareTree } from './prepareTree.ts';
import type { Work } from './prepareTree.ts';
import { postAnswer } from './postAnswer.ts';
import { publishChanges } from './publishChanges.ts';
import type { Published } from './publishChanges.ts';
import { readPlace } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import { readRequest } from './readRequest.ts';
import type { Request } from './readRequest.ts';
import { redactor } from './redactor.ts';
import { runClaude } from './runClaude.ts';
import type { ClaudeResult } from './runClaude.ts';
import { safeMarkdown } from './safeMarkdown.ts';
import { stepsOf } from './stepsOf.ts';
import { titleOf } from './titleOf.ts';
import { makeArtifactFolder, NO_RESULT, writeResult } from './writeResult.ts';
import type { JobResult } from './writeResult.ts';

// A job of GitLab CI that runs Claude Code once and brings back what it said and did.

const environment = { ...process.env };
const redact = redactor(environment);
/** Set once the request is read: from then on the log names nothing of it. */
let isPrivate = false;
const cancelled = new AbortController();
process.on('SIGTERM', () => cancelled.abort());
process.exitCode = await main();

async function main(): Promise<number> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'ask-claude-'));
  try {
    const place = await readPlace(environment);
    const artifacts = await makeArtifactFolder(place.projectFolder);
    const { result, patch } = await outcomeOf(place, folder).catch((error: unknown) => ({
      result: { ...NO_RESULT, kind: 'failed' as const, errors: [redact(wordsOf(error))] },
      patch: null,
    }));
    await writeResult(artifacts, result, patch);
    if (!isPrivate) for (const error of result.errors) step('warning', error);
    step('ended', result.kind);
    return result.kind === 'failed' ? 1 : 0;
  } catch (error) {
    // Not even the folder for the result can be trusted: the log alone tells.
    step('warning', wordsOf(error));
    step('ended', 'failed');
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Finished {
  result: JobResult;
  patch: string | null;
}

async function outcomeOf(place: Place, folder: string): Promise<Finished> {
  const request = readRequest(environment);
  ({ isPrivate } = request);
  const access = environment['GITLAB_ACCESS_TOKEN'] || null;
  const jobToken = environment['CI_JOB_TOKEN'] ?? '';
  const api = gitlabApi(`${place.apiUrl}/projects/${place.projectId}`, { job: jobToken, access });
  step('checked', `${request.mode} on ${request.resource}`);
  const twin = await twinOf(request, place, api);
  if (twin !== null) return { result: { ...NO_RESULT, errors: [twin] }, patch: null };

  const work = await prepareTree(
    request,
    place,
    api,
    { user: 'gitlab-ci-token', password: jobToken },
    folder,
  );
  step(
    'prepared',
    `${work.mergeRequest ? `!${work.mergeRequest.iid}` : place.defaultBranch} at ${work.base.slice(0, 8)}`,
  );
  const claude = await askClaude(request, work, place, folder);
  const answer = redact(claude.answer);
  const result = { ...resultOf(claude), answer };
  if (result.kind === 'cancelled' || result.kind === 'failed') return { result, patch: null };

  const published = await publish(request, work, place, api, access, result);
  const finished = { ...result, ...published.changes };
  const reply = await postAnswer(request, api, noteOf(finished, place));
  if (reply) step(reply.posted ? 'note' : 'warning', redact(reply.words));
  return { result: finished, patch: published.patch };
}

/** Words about the older pipeline that does the work already, or null. */
async function twinOf(request: Request, place: Place, api: GitlabApi): Promise<string | null> {
  if (request.requestId === null) return null;
  // The name that the runner branch's root file gives, never the one in the environment.
  const name = `Ask Claude ${request.resource} ${request.requestId}`;
  const search = await findTwin(api, name, place.pipelineId);
  if (search.found === 'unknown')
    step('warning', redact(`older pipelines could not be looked for: ${search.why}`));
  return search.found === 'twin'
    ? `Pipeline ${search.pipelineId} was made for the same request and does the work.`
    : null;
}

async function askClaude(
  request: Request,
  work: Work,
  place: Place,
  folder: string,
): Promise<ClaudeResult> {
  const { tree } = work.repository;
  const program = await findClaude(
    join(folder, 'claude'),
    join(place.projectFolder, '.npm-claude'),
  );
  const user = process.getuid?.() === 0 ? CLAUDE_USER : null;
  const folders = { home: join(folder, 'home'), temporary: join(folder, 'tmp') };
  const rules = join(folder, 'system-prompt.md');
  await writeFile(rules, systemPrompt(request, work.rules));
  await chmod(folder, 0o711);
  for (const own of Object.values(folders)) {
    await mkdir(own, { mode: 0o700 });
    if (user !== null) await chown(own, user, user);
  }
  // Only for changes does the code become Claude's own; git's part of it stays out of its reach.
  await chmod(work.repository.gitFolder, 0o700);
  if (user !== null && request.mode === 'change')
    await promisify(execFile)('chown', ['-Rh', `${user}:${user}`, tree]);

  return runClaude({
    program,
    arguments: claudeArguments(request, rules),
    input: claudeInput(request.prompt),
    folder: tree,
    environment: claudeEnvironment(environment, folders),
    user,
    minutes: CAPS.minutes,
    signal: cancelled.signal,
    onEvent: (event) => {
      for (const { kind, text } of stepsOf(event, tree, request.isPrivate))
        step(kind, redact(text));
    },
  });
}

/** The outcome as far as Claude's own end decides it: the first that is true. */
function resultOf(claude: ClaudeResult): JobResult {
  const limit = limitOf(claude);
  const kind = ((): OutcomeKind => {
    if (cancelled.signal.aborted) return 'cancelled';
    if (claude.isError && limit === null) return 'failed';
    if (limit !== null) return 'limit';
    if (claude.denied.length > 0 && claude.answer.trim() === '') return 'denied';
    return claude.answer.trim() === '' ? 'nothing' : 'answered';
  })();
  const errors =
    claude.isError && claude.answer !== '' ? [claude.answer, ...claude.errors] : claude.errors;
  return {
    ...NO_RESULT,
    kind,
    turns: claude.turns,
    costUsd: claude.costUsd,
    deniedTools: claude.denied,
    limit,
    errors: errors.map(redact),
    sessionId: claude.sessionId,
  };
}

function limitOf({ outOfTime, subtype }: ClaudeResult): JobResult['limit'] {
  if (outOfTime) return 'time';
  if (subtype === 'error_max_turns') return 'turns';
  return subtype === 'error_max_budget_usd' ? 'cost' : null;
}

interface PublishedResult {
  changes: Partial<JobResult>;
  patch: string | null;
}

async function publish(
  request: Request,
  work: Work,
  place: Place,
  api: GitlabApi,
  access: string | null,
  result: JobResult,
): Promise<PublishedResult> {
  if (request.mode !== 'change') return { changes: {}, patch: null };
  const title = titleOf(request, result.answer);
  const commit = await commitChanges(
    work.repository,
    work.base,
    title,
    place,
    environment['CI_CONFIG_PATH'] ?? '',
    redact,
  );
  if (commit === null) return { changes: {}, patch: null };
  const left = commit.left.map(redact);
  if (commit.sha === '') return { changes: { errors: [...result.errors, ...left] }, patch: null };
  step('committed', `${commit.files} files as ${commit.sha.slice(0, 8)}`);
  const credential = access === null ? null : { user: 'oauth2', password: access };
  const published = await publishChanges(request, work, commit.sha, place, api, credential, {
    title: result.limit === null ? title : `Draft: ${title}`,
    description: descriptionOf(request, result.answer, place),
  });
  tellPublished(published);
  return { changes: changesOf(commit, published, result, left), patch: commit.patch };
}

function changesOf(
  commit: Commit,
  published: Published,
  result: JobResult,
  left: string[],
): Partial<JobResult> {
  return {
    kind: result.kind === 'limit' ? 'limit' : 'changed',
    branch: published.branch,
    commits: published.branch === null ? [] : [commit.sha],
    mergeRequest: published.mergeRequest,
    errors: [...result.errors, ...left, ...published.warnings.map(redact)],
  };
}

function tellPublished({ branch, mergeRequest }: Published): void {
  if (branch !== null) step('pushed', branch);
  if (mergeRequest) step('merge-request', `!${mergeRequest.iid} ${mergeRequest.webUrl}`);
}

function descriptionOf(request: Request, answer: string, place: Place): string {
  const about = request.target?.type === 'issue' ? `Related to #${request.target.iid}` : '';
  const words = request.isPrivate ? '' : safeMarkdown(answer, place.serverUrl);
  return [words, about].filter((part) => part !== '').join('\n\n');
}

function noteOf(result: JobResult, place: Place): string {
  if (result.answer.trim() === '') return '';
  const parts = [safeMarkdown(result.answer, place.serverUrl)];
  if (result.mergeRequest) parts.push(`Changes: ${result.mergeRequest.webUrl}`);
  else if (result.branch !== null) parts.push(`Changes are on the branch \`${result.branch}\`.`);
  return parts.join('\n\n');
}

function step(kind: StepKind, text: string): void {
  process.stdout.write(`${formatStep({ kind, text })}\n`);
}
