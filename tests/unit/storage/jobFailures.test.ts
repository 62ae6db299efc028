import { expect, test } from 'vitest';
import { createJobFailures } from '../../../utils/storage/jobFailures.ts';
import { fakeItem } from './fakeItem.ts';

const SITE = 'https://gitlab.example.com';
const TIMEOUT = { job: 'test', failure: 'error: timed out' };
const NONE: ReadonlySet<string> = new Set();

function memory() {
  const item = fakeItem([]);
  const look = (id: number, status: string, failed: (typeof TIMEOUT)[] = [], project = 5) =>
    createJobFailures(item).memoryOf(SITE).look(project, { id, status }, failed, NONE);
  return { item, look };
}

test('a job that failed in the same way in a pipeline where it passed at last is known', async () => {
  const { look } = memory();
  expect(await look(1, 'failed', [TIMEOUT])).toEqual(NONE);
  await look(1, 'success');
  expect(await look(2, 'failed', [TIMEOUT])).toEqual(new Set(['test']));
});

test.each([
  ['never passed there', 'failed', TIMEOUT, 5],
  ['fails otherwise now', 'success', { ...TIMEOUT, failure: 'error: 1 is not 2' }, 5],
  ['is of another name', 'success', { ...TIMEOUT, job: 'lint' }, 5],
  ['is of another project', 'success', TIMEOUT, 6],
])('one that %s is not', async (_, status, failure, project) => {
  const { look } = memory();
  await look(1, 'failed', [TIMEOUT]);
  await look(1, status, status === 'failed' ? [TIMEOUT] : []);
  expect(await look(2, 'failed', [failure], project)).toEqual(NONE);
});

test('what passes by a commit that mends it is not taken for flaky: that is another pipeline', async () => {
  const { look } = memory();
  await look(1, 'failed', [TIMEOUT]);
  await look(2, 'success');
  expect(await look(3, 'failed', [TIMEOUT])).toEqual(NONE);
});

test('a job that is allowed to fail, and did, has not passed because its pipeline has', async () => {
  const { look } = memory();
  await look(1, 'success', [TIMEOUT]);
  expect(await look(2, 'failed', [TIMEOUT])).toEqual(NONE);
});

test('of each project the newest forty are kept, without a word of their logs', async () => {
  const { item, look } = memory();
  for (let id = 1; id <= 50; id += 1) await look(id, 'failed', [TIMEOUT]);
  await look(1, 'failed', [TIMEOUT], 6);
  const stored = JSON.stringify(await item.getValue());
  expect(stored.split('"pipelineId"').length - 1).toBe(41);
  expect(stored).not.toContain('timed out');
});
