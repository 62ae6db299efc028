import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CAPS, CLAUDE_USER } from './caps.ts';
import { claudeArguments, claudeEnvironment, claudeInput, systemPrompt } from './claudeCommand.ts';
import { createUsageCounter } from './createUsageCounter.ts';
import { networkSettings } from './Environment.ts';
import { findClaude } from './findClaude.ts';
import type { Job } from './Job.ts';
import { loginOf } from './loginOf.ts';
import { modelFor } from './models.ts';
import type { Work } from './prepareTree.ts';
import { readProvider } from './readProvider.ts';
import { runClaude } from './runClaude.ts';
import type { ClaudeResult } from './runClaude.ts';
import { stepsOf } from './stepsOf.ts';
import { startTools } from './startTools.ts';
import { writeLogin } from './writeLogin.ts';

/**
 * Runs Claude in the code's folder, as a user of its own where the job is root: then neither the job's environment nor any
 * of its files can be read from there.
 */
export async function askClaude(job: Job, work: Work): Promise<ClaudeResult> {
  const { folder, environment } = job;
  const provider = readProvider(environment);
  const request = {
    ...job.request,
    model: modelFor(provider, job.request.model, environment),
  };
  const loginFolder = join(folder, 'login');
  const login = loginOf(provider, environment, loginFolder);
  const { tree, gitFolder } = work.repository;
  const cache = join(job.place.projectFolder, '.npm-claude');
  const program = await findClaude(join(folder, 'claude'), cache, networkSettings(environment));
  const user = process.getuid?.() === 0 ? CLAUDE_USER : null;
  const folders = { home: join(folder, 'home'), temporary: join(folder, 'tmp') };
  const told = join(folder, 'system-prompt.md');
  await writeFile(told, systemPrompt(request, work.rules));
  await chmod(folder, 0o711);
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
  const tools = await startTools(job, user);
  try {
    return await runClaude({
      program,
      arguments: [...claudeArguments(request, told), ...(tools?.arguments ?? [])],
      input: claudeInput(request.prompt),
      folder: tree,
      environment: {
        ...claudeEnvironment(environment, folders, login.settings),
        ...tools?.environment,
      },
      user,
      minutes: CAPS.minutes,
      signal: job.cancelled,
      onEvent: (event) => {
        for (const { kind, text } of stepsOf(event, tree, request.isPrivate || job.closed))
          job.step(kind, text);
        const usage = count(event);
        if (usage) job.use(usage);
      },
    });
  } finally {
    tools?.stop();
  }
}
