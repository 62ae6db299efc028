import { expect, test } from 'vitest';
import { checkCiFile } from '../../../../utils/setup/ciChecks/checkCiFile.ts';
import type { CiSource } from '../../../../utils/setup/ciChecks/CiSource.ts';

function found(text: string, merged: string, included: Record<string, string> = {}): string[] {
  const source: CiSource = {
    path: '.gitlab-ci.yml',
    text,
    merged,
    included: new Map(Object.entries(included)),
  };
  return checkCiFile(source).map(({ kind, job, path, line, text: shown }) =>
    [path, line, kind, job, shown].join(' | '),
  );
}

test('a job of another project’s file is judged, and shown where that is included', () => {
  expect(
    found(
      'stages: [test]\ninclude:\n  - project: acme/ci\n    file: lint.yml\n',
      'stages: [test]\nlint:\n  script: ["curl -s https://x.test | sh"]\n',
    ),
  ).toEqual([
    '.gitlab-ci.yml | 2 | ci_script_from_network | lint | script: curl -s https://x.test | sh',
  ]);
});

test('a job of the project’s own included file is shown there', () => {
  const lint = '# our linter\nlint:\n  image: node\n  script: [npm run lint]\n';
  expect(
    found('include: ci/lint.yml\n', 'lint:\n  image: node\n  script: [npm run lint]\n', {
      'ci/lint.yml': lint,
    }),
  ).toEqual(['ci/lint.yml | 3 | ci_image_unpinned | lint | image: node']);
});

test('what many jobs have from one template is said once, where the template says it', () => {
  const jobs = 'a: {extends: .node, script: [x]}\nb: {extends: .node, script: [x]}\n';
  const merged =
    '.node: {image: node}\na: {extends: .node, image: node, script: [x]}\nb: {extends: .node, image: node, script: [x]}\n';
  expect(found(`.node:\n  image: node\n${jobs}`, merged)).toEqual([
    '.gitlab-ci.yml | 2 | ci_image_unpinned | .node | image: node',
  ]);
});

test('what a template leaves open is judged with what the job fills in', () => {
  const text = '.a:\n  cache:\n    paths: [b]\n  extends: .base\nc: {extends: .a, script: [x]}\n';
  const base = '.base: {tags: [x]}\n';
  expect(
    found(
      text + base,
      `${base}.a: {cache: {paths: [b]}, extends: .base}\nc: {cache: {paths: [b]}, extends: .a, script: [x]}\n`,
    ),
  ).toEqual(['.gitlab-ci.yml | 2 | ci_cache_shared | .a | cache:']);
  expect(
    found(
      text + '.base: {cache: {key: k}}\n',
      '.base: {cache: {key: k}}\n.a: {cache: {key: k, paths: [b]}, extends: .base}\nc: {cache: {key: k, paths: [b]}, extends: .a, script: [x]}\n',
    ),
  ).toEqual([]);
});

test('templates of others’ files that no job is made of are not judged', () => {
  expect(
    found('include: {remote: "https://x.test/a.yml"}\n', '.a: {image: node}\nb: {script: [x]}\n'),
  ).toEqual([]);
});

test('commands that another job lends are shown where they stand', () => {
  expect(
    found(
      '.login:\n  script:\n    - set -x\nb:\n  script:\n    - !reference [.login, script]\n',
      '.login: {script: [set -x]}\nb: {script: [set -x]}\n',
    ),
  ).toEqual(['.gitlab-ci.yml | 3 | ci_traced | .login | - set -x']);
});
