import { beforeEach, expect, test } from 'vitest';
import { createArrivals } from '../../../utils/messages/createArrivals.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';

const page: PageRef = {
  site: 'https://gitlab.com',
  projectPath: 'acme/webshop',
  type: 'merge_request',
  iid: 34,
};
const what = { proposed: { words: '', preset: 'suggest-pipeline-fix' } };
let opened: unknown[][];
const arrivals = createArrivals(async (...values) => {
  opened.push(values);
});
beforeEach(() => {
  opened = [];
  arrivals.expect(7, page, what);
});

test('a panel opens once its tab has come to the page, and only then', async () => {
  await arrivals.arrived(8, page);
  expect(opened).toEqual([]);
  await arrivals.arrived(7, page);
  await arrivals.arrived(7, page);
  expect(opened).toEqual([[7, 'https://gitlab.com', what]]);
});

test.each([
  ['another item', { iid: 35 }],
  ['an issue of the same number', { type: 'issue' as const }],
  ['another project', { projectPath: 'acme/other' }],
  ['another site', { site: 'https://git.acme.test' }],
])('a tab that went to %s opens none, then or later', async (_, other) => {
  await arrivals.arrived(7, { ...page, ...other });
  await arrivals.arrived(7, page);
  expect(opened).toEqual([]);
});
