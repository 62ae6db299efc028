import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CLAUDE_USER } from '../caps.ts';
import { claudeArguments, claudeEnvironment } from './claudeCommand.ts';
import { canBecome } from './claudeUser.ts';
import { findClaude } from './findClaude.ts';
import type { JobBase } from '../Job.ts';
import { loginOf } from '../login/loginOf.ts';
import { idOf, modelFor } from '../login/models.ts';
import { readProvider } from '../login/readProvider.ts';
import { writeLogin } from '../login/writeLogin.ts';
import type { Place } from '../request/readPlace.ts';
import type { Request } from '../request/readRequest.ts';
import { treeFolder } from '../request/prepareTree.ts';
import { sideBySide } from '../sideBySide.ts';
import { startClaude, type StartedClaude } from './startClaude.ts';
import { readingTools, startTools } from '../tools/startTools.ts';
import { mayHaveMaterial, materialFolder } from './writeMaterial.ts';

/** All that Claude has before the code is there. */
export interface OpenedClaude {
  program: string;
  /** With the model's id at its provider. */
  request: Request;
  fallbackModel: string;
  environment: Record<string, string>;
  /** Claude's own; null where the job cannot give it one. */
  user: number | null;
  /** Where it only reads: nothing of its command line depends on the code then, so it starts while that is fetched. */
  reading: StartedClaude | null;
  close(): void;
}

/**
 * Makes Claude's user, folders and login ready, and starts a Claude Code that only reads. It is asked nothing yet.
 * @param installing the image's Claude Code, as `installedClaude` gives it
 * @param signal ends it, whoever may have asked it
 * @throws Fault
 */
export async function openClaude(
  job: JobBase & { place: Place },
  installing: Promise<string | null>,
  signal: AbortSignal,
): Promise<OpenedClaude> {
  const { folder, environment, settings } = job;
  const provider = readProvider(environment);
  const request = { ...job.request, model: modelFor(provider, job.request.model, environment) };
  const fallbackModel =
    settings.fallbackModel && idOf(provider, settings.fallbackModel, environment);
  const loginFolder = join(folder, 'login');
  const login = loginOf(provider, environment, loginFolder, settings);
  const folders = { home: join(folder, 'home'), temporary: join(folder, 'tmp') };
  const housing = async (): Promise<number | null> => {
    const user = await ownUser(job);
    for (const own of Object.values(folders)) {
      await mkdir(own, { mode: 0o700 });
      if (user !== null) await chown(own, user, user);
    }
    await writeLogin(login, loginFolder, user);
    return user;
  };
  const [program, user] = await sideBySide([findClaude(job, installing, signal), housing()]);
  const opened = {
    program,
    request,
    fallbackModel,
    environment: claudeEnvironment(environment, folders, login.settings, settings),
    user,
  };
  if (request.mode === 'change') return { ...opened, reading: null, close: () => undefined };

  const tree = treeFolder(folder);
  await mkdir(tree, { recursive: true });
  const beside = mayHaveMaterial(request) ? materialFolder(folder) : null;
  if (beside !== null) await mkdir(beside, { mode: 0o755, recursive: true });
  const tools = await startTools(job, { gitlab: readingTools(job) }, user);
  const claude = startClaude({
    program,
    arguments: [
      ...claudeArguments(request, null, { ciFiles: [], fallbackModel, beside }),
      ...(tools?.arguments ?? []),
    ],
    folder: tree,
    environment: { ...opened.environment, ...tools?.environment },
    user,
    signal,
  });
  const close = (): void => {
    claude.end();
    tools?.stop();
  };
  return { ...opened, reading: claude, close };
}

/** Claude's own user, which can get to its folders below the job's and read nothing else there; null where the job cannot give it one. */
async function ownUser({ folder, step }: JobBase): Promise<number | null> {
  await chmod(folder, 0o711);
  if (await canBecome(CLAUDE_USER, folder)) return CLAUDE_USER;
  if (process.getuid?.() === 0)
    step('warning', 'this container may start nothing as another user, so Claude runs as root');
  return null;
}
