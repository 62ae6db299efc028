import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PipelineRequest } from '../../sandbox/ci/types.ts';

/** A repository of one commit on `main`, and a request for a pipeline on it. Removed when the test ends. */
export function makeRepository(
  files: Record<string, string>,
): Omit<PipelineRequest, 'inputs'> & { inputs?: Record<string, string> } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ci-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...parts: string[]): string =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@t.test', ...parts],
      {
        encoding: 'utf8',
      },
    ).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=first');
  return {
    repository: join(folder, '.git'),
    ref: 'main',
    sha: git('rev-parse', 'HEAD'),
    ciConfigPath: '.gitlab-ci.yml',
    source: 'api',
    variables: [],
    projectVariables: [
      { key: 'CI_REPOSITORY_URL', value: `file://${folder}/.git` },
      { key: 'CI_COMMIT_BRANCH', value: 'main' },
    ],
  };
}
