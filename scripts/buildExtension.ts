import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Root folder of the project. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Folder of a built extension. */
export function builtExtension(kind: 'chromium' | 'firefox', mode: 'e2e' | 'production'): string {
  const browser = kind === 'chromium' ? 'chrome' : 'firefox';
  return join(PROJECT_ROOT, '.output', `${browser}-mv3${mode === 'e2e' ? '-e2e' : ''}`);
}

/** Runs one of the package's build scripts; throws with its output when it fails. */
export function buildExtension(script: 'build' | 'build:firefox' | 'build:e2e'): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm run ${script} failed:\n${stdout}${stderr}`);
}
