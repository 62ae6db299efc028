import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Runner } from './Runner.ts';

export type ShellEnd = 'success' | 'failed' | 'timeout' | 'canceled';

const BASH = ['/bin/bash', '--noprofile', '--norc'] as const;
/** After being asked to end, a script has this long before it is killed. */
const GRACE_MS = 8_000;

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
    const child = spawn(program, parts, {
      cwd: options.folder,
      ...(user === undefined ? {} : { uid: user, gid: user }),
      env: options.environment,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
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
    read(child.stdout);
    read(child.stderr);
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(options.program);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      clearTimeout(kill);
      options.signal?.removeEventListener('abort', onAbort);
      resolve({ end: end ?? (exitCode === 0 ? 'success' : 'failed'), exitCode });
    });
  });
}
