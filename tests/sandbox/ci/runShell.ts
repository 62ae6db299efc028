import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Runner } from './Runner.ts';

export type ShellEnd = 'success' | 'failed' | 'timeout' | 'canceled';

const BASH = ['/bin/bash', '--noprofile', '--norc'] as const;
/** After being asked to end, a script has this long before it is killed. */
const GRACE_MS = 8_000;

/** A shell reads a file at once, a pipe byte by byte: of a jobs file that brings its program along, those are a hundred thousand. */
function openProgram(text: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  const path = join(folder, 'script');
  writeFileSync(path, text);
  const input = openSync(path, 'r');
  rmSync(folder, { recursive: true });
  return input;
}

/**
 * Feeds a program to a shell, bash unless another is named, in a process group of its own, as the runner does.
 * @param timeoutMs after which the group is ended
 */
export function runShell(options: {
  program: string;
  environment: Record<string, string>;
  folder: string;
  onOutput: (text: string) => void;
  timeoutMs: number;
  signal?: AbortSignal;
  runner?: Runner;
}): Promise<{ end: ShellEnd; exitCode: number | null }> {
  return new Promise((resolve, reject) => {
    const { shell = BASH, user } = options.runner ?? {};
    const [program, ...parts] = shell;
    const input = openProgram(options.program);
    const child = spawn(program, parts, {
      cwd: options.folder,
      ...(user === undefined ? {} : { uid: user, gid: user }),
      env: options.environment,
      detached: true,
      stdio: [input, 'pipe', 'pipe'],
    });
    closeSync(input);
    let end: ShellEnd | null = null;
    let kill: NodeJS.Timeout | undefined;
    const endGroup = (signal: NodeJS.Signals): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, signal);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    };
    const stop = (reason: ShellEnd): void => {
      if (end !== null) return;
      end = reason;
      endGroup('SIGTERM');
      kill = setTimeout(() => endGroup('SIGKILL'), GRACE_MS);
    };
    const onAbort = (): void => stop('canceled');
    const timer = setTimeout(() => stop('timeout'), options.timeoutMs);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (options.signal?.aborted) onAbort();

    const read = (stream: Readable): void => {
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) =>
        options.onOutput(`${line}\n`),
      );
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) read(stream);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      clearTimeout(kill);
      options.signal?.removeEventListener('abort', onAbort);
      resolve({ end: end ?? (exitCode === 0 ? 'success' : 'failed'), exitCode });
    });
  });
}
