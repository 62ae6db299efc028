import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Root folder of the project. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Folder of a built extension. */
export function builtExtension(kind: 'chromium' | 'firefox', mode: 'e2e' | 'production'): string {
  const browser = kind === 'chromium' ? 'chrome' : 'firefox';
  return join(PROJECT_ROOT, '.output', `${browser}-mv3${mode === 'e2e' ? '-e2e' : ''}`);
}

/** Runs one of the package's build scripts; rejects with its output when it fails. */
export async function buildExtension(
  script: 'build' | 'build:firefox' | 'build:e2e',
): Promise<void> {
  const npm = promisify(execFile);
  try {
    await npm('npm', ['run', '--silent', script], {
      cwd: PROJECT_ROOT,
      // Vitest, beside it in this process, sets another, and a build would bring Preact's development tools along.
      env: { ...process.env, NODE_ENV: 'production' },
      shell: process.platform === 'win32',
    });
  } catch (error) {
    throw new Error(`npm run ${script} failed:\n${outputOf(error)}`, { cause: error });
  }
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
  return `${stdout ?? ''}${stderr ?? error.message}`;
}
