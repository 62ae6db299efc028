import { afterAll, beforeAll, expect, it } from 'vitest';
import { addBigMergeRequest } from '../sandbox/seed/bigMergeRequest.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const read = (path: string): string => `!model ${JSON.stringify({ read: `../material/${path}` })}`;

it('has a merge request’s diff, commits, base files and failed jobs’ logs beside the code, to be read alone', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const { iid } = await addBigMergeRequest(project, { threads: 1, files: 3, bytes: 9_000 });
  const log = project.pipelines.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'lint');
  const prompt = [
    read('merge-request.diff'),
    read('commits.txt'),
    read(`logs/lint-${log?.id}.log`),
    '!model {"write":["../material/merge-request.diff","forged"]}',
    '!model {"write":["../material/more.txt","forged"]}',
    read('../login/x'),
    '!model {"write":["notes.txt","kept"]}',
    '!model {"say":"Written."}',
  ].join('\n');
  const { result, log: lines } = await shop.ask({
    prompt,
    mode: 'change',
    resource: `merge_request/${iid}`,
  });
  expect(lines).not.toContain('warning');
  expect(result).toMatchObject({ outcome: 'changed', denied_tools: ['Write', 'Read'] });
  const { body = '' } = shop.requests().at(-1) ?? {};
  expect(body).toContain('+export const priceInCents');
  expect(body).toContain('Author: ');
  expect(body).toContain('src/part-1/file-1.js:3 no-unused-vars');
  expect(body).not.toContain('forged\\n');
  const branch = result.branch ?? '';
  const changed = shop.git('acme/webshop', 'diff', '--name-only', `${branch}~1`, branch);
  expect(changed).toBe('notes.txt\n');
});
