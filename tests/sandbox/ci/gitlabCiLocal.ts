import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ran } from './ciLocalMessages.ts';
import type { CiLocalAnswer, Run } from './ciLocalMessages.ts';

const PROCESS = fileURLToPath(new URL('ciLocalProcess.ts', import.meta.url));

interface CiLocalProcess {
  readonly pid: number | undefined;
  run(checkout: string, options: string[]): Promise<CiLocalAnswer>;
}

let runs = 0;
let running: CiLocalProcess | null = null;

/**
 * Runs gitlab-ci-local in a checkout; it only reads and judges, nothing of the CI file is run. All runs of this process share
 * one other, which takes them one after the other and ends when this one does.
 * @throws where a run could not be started, or the other process ended during it; the next run starts a new one
 */
export function gitlabCiLocal(checkout: string, options: string[]): Promise<CiLocalAnswer> {
  running ??= start();
  return running.run(checkout, options);
}

/** Id of the process that gitlab-ci-local runs in, while there is one. */
export function ciLocalPid(): number | undefined {
  return running?.pid;
}

function start(): CiLocalProcess {
  const waiting = new Map<number, PromiseWithResolvers<CiLocalAnswer>>();
  const child = fork(PROCESS, [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env['PATH'],
      NO_COLOR: '1',
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // While nobody waits for an answer, it does not keep this process from ending.
  const stayAwake = (): void => {
    const set = waiting.size > 0 ? 'ref' : 'unref';
    child[set]();
    child.channel?.[set]();
  };
  const take = (id: number): PromiseWithResolvers<CiLocalAnswer> | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    stayAwake();
    return one;
  };
  const end = (how: string): void => {
    if (running === ciLocal) running = null;
    for (const id of waiting.keys())
      take(id)?.reject(new Error(`gitlab-ci-local's process ${how}`));
  };
  const ciLocal: CiLocalProcess = {
    pid: child.pid,
    run(checkout, options) {
      const id = (runs += 1);
      const one = Promise.withResolvers<CiLocalAnswer>();
      waiting.set(id, one);
      stayAwake();
      child.send({ id, checkout, options } satisfies Run, (error) => {
        if (error) take(id)?.reject(error);
      });
      return one.promise;
    },
  };
  child.on('message', (message) => {
    const { id, came } = Ran.parse(message);
    if ('failure' in came) take(id)?.reject(new Error(`gitlab-ci-local: ${came.failure}`));
    else take(id)?.resolve(came);
  });
  child.on('error', (error) => end(`failed: ${error.message}`));
  child.on('exit', (code, signal) => end(`ended early: ${signal ?? `exit code ${code}`}`));
  return ciLocal;
}
