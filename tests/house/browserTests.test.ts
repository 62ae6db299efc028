import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { browsers, filesFor, listedFiles } from '../e2e/browsers.ts';

const written = readdirSync(join(PROJECT_ROOT, 'tests', 'e2e'))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length));

test('every end-to-end file is listed with its browsers, and none that is not there', () => {
  expect(listedFiles.toSorted()).toEqual(written.toSorted());
});

test('Chromium runs all of them, Firefox those that tell why', () => {
  const [chromium, firefox] = browsers.map(filesFor);
  console.log(`end-to-end files: ${chromium?.length} in Chromium, ${firefox?.length} in Firefox`);
  expect(chromium?.toSorted()).toEqual(written.toSorted());
  expect(firefox).toContain('askOnIssue');
});
