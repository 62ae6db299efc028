import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';

test('every file and folder that CONTRIBUTING.md sends people to is there', () => {
  const text = readFileSync(join(PROJECT_ROOT, 'CONTRIBUTING.md'), 'utf8');
  const paths = [
    ...text.matchAll(/[`(]((?:components|docs|entrypoints|locales|tests|utils)\/[\w./-]*)[`)]/g),
  ];
  expect(paths.length).toBeGreaterThan(30);
  const missing = paths
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(PROJECT_ROOT, path)));
  expect(missing).toEqual([]);
});
