import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Verified } from '../../utils/outcome/Outcome.ts';
import { CLAUDE_USER } from '../caps.ts';
import {
  claudeArguments,
  claudeEnvironment,
  claudeInput,
  claudeMessage,
  systemPrompt,
} from './claudeCommand.ts';
import { canBecome } from './claudeUser.ts';
import { createUsageCounter } from './createUsageCounter.ts';
import type { Tool } from '../tools/gitlabTools.ts';
import type { Job } from '../Job.ts';
import { loginOf } from '../login/loginOf.ts';
import { idOf, modelFor } from '../login/models.ts';
import type { Work } from '../request/prepareTree.ts';
import { readProvider } from '../login/readProvider.ts';
import { runClaude } from './runClaude.ts';
import type { ClaudeResult } from './runClaude.ts';
import { checkUser } from '../changes/runCheck.ts';
import { stepsOf } from './stepsOf.ts';
import { readingTools, startTools } from '../tools/startTools.ts';
import { treeTools } from '../tools/treeTools.ts';
import { failedWords, verifierOf } from '../changes/verifyChanges.ts';
import type { Verifier } from '../changes/verifyChanges.ts';
import { writeLogin } from '../login/writeLogin.ts';
import { writeMaterial } from './writeMaterial.ts';

/** What Claude's work came to, and whether the project's check held on it. */
export interface ClaudeWork {
  claude: ClaudeResult;
  verified: Verified;
  /** What the check printed where it failed to the end. */
  checkWords: string;
}

/**
 * Runs Claude in the code's folder, as a user of its own where the job is root: then neither the job's environment nor any
 * of its files can be read from there. What it changed is checked by the project's own check, whose failures go back to it.
 * @param finding Claude Code, as `findClaude` gives it
 */
export async function askClaude(
  job: Job,
  work: Work,
  finding: Promise<string>,
): Promise<ClaudeWork> {
  const { folder, environment, settings } = job;
  const provider = readProvider(environment);
  const request = {
    ...job.request,
    model: modelFor(provider, job.request.model, environment),
  };
  const fallbackModel =
    settings.fallbackModel && idOf(provider, settings.fallbackModel, environment);
  const loginFolder = join(folder, 'login');
  const login = loginOf(provider, environment, loginFolder, settings);
  const { tree, gitFolder } = work.repository;
  const folders = { home: join(folder, 'home'), temporary: join(folder, 'tmp') };
  await chmod(folder, 0o711);
  const user = (await canBecome(CLAUDE_USER, folder)) ? CLAUDE_USER : null;
  if (user === null && process.getuid?.() === 0)
    job.step('warning', 'this container may start nothing as another user, so Claude runs as root');
  // A check that Claude has begun ends with Claude.
  const over = new AbortController();
  const cancelled = AbortSignal.any([job.cancelled, over.signal]);
  const verifier = verifierOf({ ...job, cancelled }, work, user === null ? null : checkUser());
  const told = join(folder, 'system-prompt.md');
  const check = typeof verifier === 'string' ? '' : settings.check;
  const material = await writeMaterial(job, work);
  const titles = work.lastTitles;
  await writeFile(told, systemPrompt(request, work.rules, { check, material, titles }));
  await chmod(gitFolder, 0o700);
  for (const own of Object.values(folders)) {
    await mkdir(own, { mode: 0o700 });
    if (user !== null) await chown(own, user, user);
  }
  await writeLogin(login, loginFolder, user);
  // Only for changes does the code become Claude's own.
  if (user !== null && request.mode === 'change')
    await promisify(execFile)('chown', ['-Rh', `${user}:${user}`, tree]);

  const count = createUsageCounter();
  const own = request.mode === 'change' ? treeTools(tree, work.ciFiles, user) : [];
  const servers = {
    gitlab: readingTools(job),
    project: [...own, ...(typeof verifier === 'string' ? [] : [checkTool(verifier)])],
  };
  const tools = await startTools(job, servers, user);
  const state: { verified: Verified; words: string; rounds: number } = {
    verified: typeof verifier === 'string' ? verifier : 'none',
    words: '',
    rounds: settings.checkRounds,
  };
  try {
    const claude = await runClaude({
      program: await finding,
      arguments: [
        ...claudeArguments(request, told, { ciFiles: work.ciFiles, fallbackModel, material }),
        ...(tools?.arguments ?? []),
      ],
      input: claudeInput(request.prompt),
      folder: tree,
      environment: {
        ...claudeEnvironment(environment, folders, login.settings, settings),
        ...tools?.environment,
      },
      user,
      minutes: minutesOf(job),
      signal: job.cancelled,
      onEvent: (event) => {
        for (const { kind, text } of stepsOf(event, tree, request.isPrivate || job.closed))
          job.step(kind, text);
        const usage = count(event);
        if (usage) job.use(usage);
      },
      ...(typeof verifier === 'string'
        ? {}
        : {
            afterResult: async () => {
              const checked = await verifier.check();
              state.verified = checked === null ? 'none' : checked.passed ? 'passed' : 'failed';
              state.words = checked === null || checked.passed ? '' : checked.words;
              if (checked === null || checked.passed || state.rounds === 0) return null;
              state.rounds -= 1;
              return claudeMessage(failedWords(settings.check, checked, state.rounds));
            },
          }),
    });
    return { claude, verified: state.verified, checkWords: state.words };
  } finally {
    over.abort();
    tools?.stop();
  }
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
