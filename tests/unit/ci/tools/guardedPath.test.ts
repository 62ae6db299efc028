import { expect, it } from 'vitest';
import { guardedPath } from '../../../../ci/tools/guardedPath.ts';

it.each([
  '.gitlab-ci.yml',
  'ci/deploy.gitlab-ci.yml',
  '.gitlab/ci/jobs.yml',
  'ci/main.yml',
  'CODEOWNERS',
  'docs/codeowners',
  'CLAUDE.md',
  'AGENTS.md',
  'ci/build.yml',
  'packages/a/Claude.md',
  '.claude/settings.json',
  'sub/.claude/hooks.json',
  '.mcp.json',
  '.gitmodules',
])('%s may not be committed', (path) => {
  expect(guardedPath(path, ['ci/main.yml', 'ci/Build.yml'])).not.toBeNull();
});

it.each(['src/cart.js', 'docs/claude.txt', 'gitlab-ci.txt', '.gitignore', 'ci/main.yml.md'])(
  '%s may be committed',
  (path) => {
    expect(guardedPath(path, ['ci/main.yml', 'ci/Build.yml'])).toBeNull();
  },
);
