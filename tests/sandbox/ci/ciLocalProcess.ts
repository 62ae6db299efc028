/** The process that `gitlabCiLocal.ts` starts: gitlab-ci-local, loaded once, for one run after the other. */
import { tmpdir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { Run } from './ciLocalMessages.ts';
import type { CiLocalAnswer, Ran } from './ciLocalMessages.ts';
import { loadCiLocal } from './loadCiLocal.ts';
import type { CommandLine } from './loadCiLocal.ts';

const names = new Set(Object.getOwnPropertyNames(globalThis));
const loaded = loadCiLocal();
let last: Promise<unknown> = loaded;

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const run = Run.parse(message);
  last = takeTurn(last, run);
});

async function takeTurn(before: Promise<unknown>, run: Run): Promise<void> {
  await before;
  const came = await answerTo(run, await loaded).catch((error: unknown) => ({
    failure: String(error),
  }));
  process.send?.({ id: run.id, came } satisfies Ran);
}

async function answerTo(
  { checkout, options }: Run,
  run: (process: CommandLine) => void,
): Promise<CiLocalAnswer> {
  process.chdir(checkout);
  process.env['HOME'] = checkout;
  const output = { stdout: '', stderr: '' };
  const giveBack = [collect('stdout', output), collect('stderr', output)];
  try {
    const code = await new Promise<number>((exit) =>
      run({
        argv: ['node', 'gitlab-ci-local', ...options],
        env: process.env,
        stderr: process.stderr,
        exit,
        on: () => undefined,
      }),
    );
    const stderr = stripVTControlCharacters(output.stderr);
    return { ok: code === 0, stdout: output.stdout, stderr };
  } finally {
    for (const give of giveBack) give();
    forgetGlobals();
    process.chdir(tmpdir());
  }
}

/** Takes what is written to a stream, until the function that it returns is called. */
function collect(name: 'stdout' | 'stderr', output: Record<typeof name, string>): () => void {
  const { write } = process[name];
  process[name].write = (text: unknown): boolean => {
    output[name] += String(text);
    return true;
  };
  return () => {
    process[name].write = write;
  };
}

/** Rules are evaluated as program text: what one leaves behind must not reach the next run. */
function forgetGlobals(): void {
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (!names.has(name)) Reflect.deleteProperty(globalThis, name);
}
