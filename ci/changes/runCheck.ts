import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chown, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHECK_USERS } from '../caps.ts';
import { gitIn } from '../git.ts';
import type { Repository } from '../git.ts';

/** A user for one check: no other program of the machine is its own. */
export function checkUser(): number {
  return CHECK_USERS.first + randomInt(CHECK_USERS.count);
}

/** How the project's own check went on a tree. */
export interface Checked {
  passed: boolean;
  /** For Claude and people: what it printed, the end of it where that is much, and how it ended. */
  words: string;
}

const MOST_OUTPUT = 20_000;
const LINE_FEEDS = /\r\n?/g;

/**
 * Runs the check on a copy of a tree, as a user of its own: with an empty environment, no token and no proxy of the job's, and
 * nothing on its standard input. Neither the job's files, Claude's nor the login can be read by that user. Whatever it leaves
 * running is ended.
 * @param tree id of a tree in the repository
 * @param folder the job's own; its copy is made anew each time
 */
export async function runCheck(options: {
  command: string;
  minutes: number;
  repository: Repository;
  tree: string;
  folder: string;
  user: number;
  signal: AbortSignal;
}): Promise<Checked> {
  const place = join(options.folder, 'check');
  const [code, home, temporary] = ['code', 'home', 'tmp'].map((name) => join(place, name));
  if (!code || !home || !temporary) throw new Error('no folders');
  await rm(place, { recursive: true, force: true });
  for (const path of [place, code, home, temporary]) await mkdir(path, { mode: 0o700 });
  const index = { GIT_INDEX_FILE: join(options.folder, 'check-index') };
  const copied = { ...options.repository, tree: code };
  await gitIn(copied, ['read-tree', options.tree], { environment: index });
  await gitIn(copied, ['checkout-index', '--all', '--force', '--quiet'], { environment: index });
  const owner = `${options.user}:${options.user}`;
  await promisify(execFile)('chown', ['-Rh', owner, place]);
  try {
    return await finished(options, code, {
      PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
      HOME: home,
      TMPDIR: temporary,
      LANG: 'C.UTF-8',
      CI: 'true',
    });
  } finally {
    await endAllOf(options.user);
    await chown(place, 0, 0);
    await rm(place, { recursive: true, force: true });
  }
}

function finished(
  options: { command: string; minutes: number; user: number; signal: AbortSignal },
  folder: string,
  environment: Record<string, string>,
): Promise<Checked> {
  const cancelledWords = 'the job was cancelled';
  // No event tells of an abort that has happened already.
  if (options.signal.aborted)
    return Promise.resolve({ passed: false, words: `\n(${cancelledWords})` });
  const child = spawn('/bin/sh', ['-c', options.command], {
    cwd: folder,
    env: environment,
    uid: options.user,
    gid: options.user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let why = '';
  const add = (text: string): void => {
    output = (output + text).slice(-2 * MOST_OUTPUT);
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  const stop = (words: string): void => {
    why = words;
    void endAllOf(options.user);
  };
  const timer = setTimeout(
    () => stop(`it did not end within ${options.minutes} minutes`),
    options.minutes * 60_000,
  );
  const cancel = (): void => stop(cancelledWords);
  options.signal.addEventListener('abort', cancel, { once: true });
  const end = (): void => {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', cancel);
  };
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      end();
      reject(error);
    });
    // What it leaves running in the background would hold its output open: what counts is its own end.
    child.on('exit', () => void endAllOf(options.user));
    child.on('close', (code, signal) => {
      end();
      const ended = why || (code === null ? `it was ended by ${signal}` : `exit code ${code}`);
      const text = output.replace(LINE_FEEDS, '\n');
      const shown = text.length > MOST_OUTPUT ? `…${text.slice(-MOST_OUTPUT)}` : text;
      resolve({ passed: why === '' && code === 0, words: `${shown.trimEnd()}\n(${ended})` });
    });
  });
}

/** Ends every program of a user, by a program of that user: it can end no other's, and makes sure that it is none of root's. */
async function endAllOf(user: number): Promise<void> {
  await promisify(execFile)('/bin/sh', ['-c', `[ "$(id -u)" = ${user} ] && kill -9 -1`], {
    uid: user,
    gid: user,
    env: {},
  }).catch(
    // It ends itself, too.
    () => undefined,
  );
}
