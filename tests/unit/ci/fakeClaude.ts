import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { CLAUDE_VERSION } from '../../../ci/claude/claudePackages.ts';

/**
 * Puts a program of the name `claude` first into the PATH until the test ends: it tells its version, else runs the shell
 * script.
 */
export function fakeClaude(folder: string, script: string, version = CLAUDE_VERSION): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  // Claude's own user has to get here.
  chmodSync(folder, 0o755);
  program(
    join(bin, 'claude'),
    `[ "$1" = --version ] && echo '${version} (Claude Code)' && exit\n${script}`,
  );
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
}

/** Writes a shell script that can be run. */
export function program(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** A shell command that prints a line of Claude Code's stream. */
export function says(line: object): string {
  return `printf '%s\\n' '${JSON.stringify(line)}'`;
}
