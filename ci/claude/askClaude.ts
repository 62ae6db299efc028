import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Verified } from '../../utils/outcome/Outcome.ts';
import { claudeArguments, claudeInput, claudeMessage, systemPrompt } from './claudeCommand.ts';
import type { ClaudeResult } from './claudeResult.ts';
import { createUsageCounter } from './createUsageCounter.ts';
import { inTurn } from '../inTurn.ts';
import type { ThreadBook } from '../threads/ThreadBook.ts';
import { threadWords } from '../threads/threadWords.ts';
import type { Tool } from '../tools/gitlabTools.ts';
import type { Job } from '../Job.ts';
import type { OpenedClaude } from './openClaude.ts';
import type { Work } from '../request/prepareTree.ts';
import { startClaude, type StartedClaude, type Task } from './startClaude.ts';
import { checkUser } from '../changes/runCheck.ts';
import { stepsOf } from './stepsOf.ts';
import { readingTools, startTools } from '../tools/startTools.ts';
import { treeTools } from '../tools/treeTools.ts';
import { failedWords, verifierOf } from '../changes/verifyChanges.ts';
import type { Verifier } from '../changes/verifyChanges.ts';
import { writeMaterial } from './writeMaterial.ts';

/** What Claude's work came to, and whether the project's check held on it. */
export interface ClaudeWork {
  claude: ClaudeResult;
  verified: Verified;
  /** What the check printed where it failed to the end. */
  checkWords: string;
}

/**
 * Asks Claude, in the code's folder, as a user of its own where the job is root: then neither the job's environment nor any
 * of its files can be read from there. What it changed is checked by the project's own check, whose failures go back to it.
 * @param opening Claude, as `openClaude` gives it
 * @param threads those that changes are asked for, one by one; null for none
 */
export async function askClaude(
  job: Job,
  work: Work,
  opening: Promise<OpenedClaude>,
  threads: ThreadBook | null = null,
): Promise<ClaudeWork> {
  const opened = await opening;
  return opened.reading === null
    ? askForChanges(job, work, opened, threads)
    : askToRead(job, work, opened, opened.reading);
}

async function askToRead(
  job: Job,
  work: Work,
  { request }: OpenedClaude,
  started: StartedClaude,
): Promise<ClaudeWork> {
  const material = await writeMaterial(job, work);
  const claude = await started.ask({
    ...taskOf(job, work),
    instructions: systemPrompt(request, work.rules, { material }),
  });
  return { claude, verified: 'none', checkWords: '' };
}

async function askForChanges(
  job: Job,
  work: Work,
  { program, request, fallbackModel, environment, user }: OpenedClaude,
  threads: ThreadBook | null,
): Promise<ClaudeWork> {
  const { folder, settings } = job;
  const { tree } = work.repository;
  // A check that Claude has begun ends with Claude.
  const over = new AbortController();
  const cancelled = AbortSignal.any([job.cancelled, over.signal]);
  const turn = inTurn();
  const checker = user === null ? null : checkUser();
  const verifier = verifierOf({ ...job, cancelled }, work, checker, turn);
  const told = join(folder, 'system-prompt.md');
  const check = typeof verifier === 'string' ? '' : settings.check;
  const material = await writeMaterial(job, work);
  const titles = work.lastTitles;
  const more = { check, material, titles, ...(threads && { threads: threadWords(threads) }) };
  await writeFile(told, systemPrompt(request, work.rules, more));
  // Only for changes does the code become Claude's own.
  if (user !== null) await promisify(execFile)('chown', ['-Rh', `${user}:${user}`, tree]);

  const own = treeTools(tree, work.ciFiles, user);
  const servers = {
    gitlab: readingTools(job),
    project: [
      ...own,
      ...(typeof verifier === 'string' ? [] : [checkTool(verifier)]),
      ...(threads === null ? [] : [threads.tool(turn)]),
    ],
  };
  const tools = await startTools(job, servers, user);
  const state: { verified: Verified; words: string; rounds: number } = {
    verified: typeof verifier === 'string' ? verifier : 'none',
    words: '',
    rounds: settings.checkRounds,
  };
  const afterCheck = async (running: Verifier): Promise<string | null> => {
    const checked = await running.check();
    state.verified = checked === null ? 'none' : checked.passed ? 'passed' : 'failed';
    state.words = checked === null || checked.passed ? '' : checked.words;
    if (checked === null || checked.passed || state.rounds === 0) return null;
    state.rounds -= 1;
    return claudeMessage(failedWords(settings.check, checked, state.rounds));
  };
  const goesOn = threads !== null || typeof verifier !== 'string';
  const afterResult = async (result: ClaudeResult): Promise<string | null> => {
    const reminder = threads?.reminder(result) ?? null;
    if (reminder !== null) return claudeMessage(reminder);
    return typeof verifier === 'string' ? null : afterCheck(verifier);
  };
  const beside = { ciFiles: work.ciFiles, fallbackModel, beside: material?.folder ?? null };
  try {
    const started = startClaude({
      program,
      arguments: [...claudeArguments(request, told, beside), ...(tools?.arguments ?? [])],
      folder: tree,
      environment: { ...environment, ...tools?.environment },
      user,
      signal: job.cancelled,
    });
    const claude = await started.ask({
      ...taskOf(job, work),
      ...(goesOn && { afterResult }),
    });
    return { claude, verified: state.verified, checkWords: state.words };
  } finally {
    over.abort();
    tools?.stop();
  }
}

/** What Claude is to do, and how the log tells of it. */
function taskOf(job: Job, { repository }: Work): Task {
  const { request } = job;
  const count = createUsageCounter();
  return {
    input: claudeInput(request.prompt),
    minutes: minutesOf(job),
    onEvent: (event) => {
      for (const { kind, text } of stepsOf(event, repository.tree, request.isPrivate || job.closed))
        job.step(kind, text);
      const usage = count(event);
      if (usage) job.use(usage);
    },
  };
}

/** The project's check as a tool without arguments. */
function checkTool(verifier: Verifier): Tool {
  return {
    name: 'run_check',
    description: 'Runs the project’s own check on the changes so far, and gives what it printed.',
    inputSchema: { type: 'object', properties: {} },
    run: async () => {
      const checked = await verifier.check();
      if (checked === null) return 'Nothing was changed so far.';
      return `${checked.passed ? 'Passed.' : 'Failed.'}\n\n${checked.words}`;
    },
  };
}

/** Minutes that the job needs beside Claude: to fetch, to push, to answer. */
const MARGIN = 4;

/** How long Claude may take: the file's limit, or less where the runner ends the job earlier. */
export function minutesOf({
  settings,
  environment,
}: Pick<Job, 'settings' | 'environment'>): number {
  const seconds = Number(environment['CI_JOB_TIMEOUT']);
  const whole = Number.isFinite(seconds) && seconds > 0 ? seconds / 60 : Infinity;
  return Math.min(settings.maxMinutes, Math.max(whole - MARGIN, whole / 2));
}
