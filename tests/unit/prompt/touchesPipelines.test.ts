import { expect, test } from 'vitest';
import type { ContextPart } from '../../../utils/context/Context.ts';
import { touchesPipelines } from '../../../utils/prompt/touchesPipelines.ts';

function part(name: ContextPart['name'], labels: string[], text = ''): ContextPart {
  return {
    name,
    cut: [],
    items: labels.map((label) => ({ label, text, removals: [], worth: 0 })),
  };
}

test.each([
  '.gitlab-ci.yml',
  'ci/build.gitlab-ci.yml',
  '.gitlab/ci/scan.yml',
  'Dockerfile',
  'api/Dockerfile.prod',
  'web.Dockerfile',
  '.dockerignore',
  'docker-compose.override.yml',
  'compose.yaml',
  'Jenkinsfile',
  'Jenkinsfile.nightly',
])('a merge request that changes %s is about pipelines', (path) => {
  expect(touchesPipelines({ title: 'x', parts: [part('diff', ['src/a.js', path])] })).toBe(true);
});

test.each(['src/docker.js', 'docs/pipeline.md', 'src/composer.ts'])(
  'a merge request that changes %s is not',
  (path) => {
    const diff = part('diff', [path]);
    expect(touchesPipelines({ title: 'Speed up the pipeline', parts: [diff] })).toBe(false);
  },
);

test.each([
  ['The pipeline is red', ''],
  ['Build', 'We still use a Jenkinsfile.'],
  ['Image is big', 'The Dockerfile copies all.'],
])('an issue with %j, %j is about pipelines', (title, text) => {
  expect(touchesPipelines({ title, parts: [part('description', ['description'], text)] })).toBe(
    true,
  );
});

test('an issue about a cart is not', () => {
  const description = part('description', ['description'], 'Precise prices, a decision on pipes.');
  expect(touchesPipelines({ title: 'Cart total', parts: [description] })).toBe(false);
});
