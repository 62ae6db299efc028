import { expect, it, vi } from 'vitest';
import { includedCiFiles } from '../../../../ci/request/includedCiFiles.ts';

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

it.each([
  ['stages: [build]\nbuild:\n  script: cat ci/build.yml\n'],
  ['include: other.yml\n\nbuild:\n  script: cat ci/build.yml\n'],
  ['include:\n- other.yml\nbuild: ci/build.yml\n'],
  ['a:\n  trigger:\n    include: other.yml\n  script: ci/build.yml\n'],
  ['includes: ci/build.yml\n'],
  ['# include: ci/build.yml\n'],
  ['include: ci/build.yml.txt\n'],
  ['include: build.yml\n'],
  ['include: ci/build*.yaml\n'],
  ['include: [xci/*.yml]\n'],
])('takes nothing for included that stands elsewhere: %j', async (text) => {
  const files = { '.gitlab-ci.yml': text, 'ci/build.yml': '' };
  expect(await included(files)).toEqual(['.gitlab-ci.yml']);
});

it.each([
  ['include: local:/ci/build.yml\n'],
  ['include: ./ci/build.yml\n'],
  ['include: CI.YAML\n'],
  ['"include": [\'ci/build.yml\']\n'],
  ['include :\n  - ci/build.yml\n'],
  ['- include: ci/build.yml\n'],
  ['include:\n- other.yml\n# and\n- ci/build.yml\n'],
  ['include: other.yml\ninclude: ci/build.yml\n'],
  ['include: //ci/build.yml\n'],
])('reads each form of it: %j', async (text) => {
  const files = { '.gitlab-ci.yml': text, 'ci/build.yml': '', 'CI.YAML': '' };
  expect(await included(files)).toHaveLength(2);
});

it('follows four levels of them, and takes two hundred files at most', async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`${index}.yml`, `include: ${index + 1}.yml\n`]),
  );
  const files = { '.gitlab-ci.yml': 'include: 0.yml\n', ...chain };
  expect(await included(files)).toEqual(['.gitlab-ci.yml', '0.yml', '1.yml', '2.yml', '3.yml']);
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`ci/${index}.yml`, '']),
  );
  expect(await included({ '.gitlab-ci.yml': 'include: ci/*.yml\n', ...many })).toHaveLength(200);
});

it('is the CI file itself where the repository has none of that path', async () => {
  const read = vi.fn<() => Promise<string>>();
  expect(await includedCiFiles('ci/main.yml', ['a.yml'], read)).toEqual(['ci/main.yml']);
  expect(read).not.toHaveBeenCalled();
});
