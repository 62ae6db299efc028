import { spawn } from 'node:child_process';
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

/** Runs gitlab-ci-local in a checkout; it only reads and judges, nothing of the CI file is run. */
export function gitlabCiLocal(checkout: string, options: string[]): Promise<CiLocalAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...options], {
      cwd: checkout,
      env: {
        PATH: process.env['PATH'],
        HOME: checkout,
        NO_COLOR: '1',
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ ok: code === 0, stdout, stderr: stripVTControlCharacters(stderr) }),
    );
  });
}
