import { expect, it } from 'vitest';
import { includedCiFiles } from '../../../ci/includedCiFiles.ts';

async function included(files: Record<string, string>): Promise<string[]> {
  const found = await includedCiFiles(
    '.gitlab-ci.yml',
    Object.keys(files),
    async (path) => files[path] ?? '',
  );
  return found.toSorted();
}

it.each([
  ['include: ci/build.yml\n'],
  ["include: '/ci/build.yml'\n"],
  ['include: [ci/build.yml]\n'],
  ['include:\n  - local: /ci/build.yml\n'],
  ['include:\n- local: "ci/build.yml"\n  rules:\n  - if: $X\n'],
  ['include:\r\n  - local: ci/build.yml\r\n'],
  ['include:\n  # which\n\n  - ci/build.yml\n'],
  ['include: { local: ci/build.yml }\n'],
  ['include:\n  - ci/*.yml\n'],
  ['include:\n  - ci/**.yml\n'],
  ['child:\n  trigger:\n    include: ci/build.yml\n'],
  ['child:\n  trigger:\n    include:\n      - local: ci/build.yml\n'],
])('knows what a CI file includes: %j', async (text) => {
  const files = { '.gitlab-ci.yml': text, 'ci/build.yml': '', 'docker-compose.yml': '' };
  expect(await included(files)).toEqual(['.gitlab-ci.yml', 'ci/build.yml']);
});

it('follows what included files include, and ends in a circle', async () => {
  const files = {
    '.gitlab-ci.yml': 'include: a.yml\n',
    'a.yml': 'include: b.yml\n',
    'b.yml': 'include: .gitlab-ci.yml\n',
  };
  expect(await included(files)).toEqual(['.gitlab-ci.yml', 'a.yml', 'b.yml']);
});

it('takes no file that a script alone names', async () => {
  const text = 'include: a.yml\nbuild:\n  script:\n    - docker compose -f docker-compose.yml up\n';
  const files = { '.gitlab-ci.yml': text, 'a.yml': '', 'docker-compose.yml': '' };
  expect(await included(files)).toEqual(['.gitlab-ci.yml', 'a.yml']);
});
