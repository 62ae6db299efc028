import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const PROGRAM = fileURLToPath(
  new URL('../../../node_modules/gitlab-ci-local/dist/index.js', import.meta.url),
);

export interface CiLocalAnswer {
  ok: boolean;
  stdout: string;
  /** Without colours. */
  stderr: string;
}

/**
 * Runs gitlab-ci-local in a checkout; it only reads and judges, nothing of the CI file is run. Its output goes to a file: it
 * exits without waiting for a pipe to be read, which cuts a long answer off somewhere.
 */
export async function gitlabCiLocal(checkout: string, options: string[]): Promise<CiLocalAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'ci-local-'));
  const path = join(folder, 'stdout');
  const output = await open(path, 'w');
  try {
    const { ok, stderr } = await run(checkout, options, output.fd);
    return { ok, stderr, stdout: await readFile(path, 'utf8') };
  } finally {
    await output.close();
    await rm(folder, { recursive: true });
  }
}

function run(
  checkout: string,
  options: string[],
  stdout: number,
): Promise<Omit<CiLocalAnswer, 'stdout'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...options], {
      cwd: checkout,
      env: {
        PATH: process.env['PATH'],
        HOME: checkout,
        NO_COLOR: '1',
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      },
      stdio: ['ignore', stdout, 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ ok: code === 0, stderr: stripVTControlCharacters(stderr) }),
    );
  });
}
