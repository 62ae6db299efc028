import { afterAll, beforeAll, expect, it } from 'vitest';
import { addBigMergeRequest } from '../sandbox/seed/bigMergeRequest.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
let iid: number;
beforeAll(async () => {
  shop = await openShop();
  const project = shop.sandbox.project('acme/webshop');
  ({ iid } = await addBigMergeRequest(project, { threads: 1, files: 3, bytes: 9_000 }));
});
afterAll(() => shop.sandbox.stop());

const read = (path: string): string => `!model ${JSON.stringify({ read: `../material/${path}` })}`;

it('keeps failed jobs’ logs from Claude where the file says so', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const log = project.pipelines.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'lint');
  shop.settle({ job_logs: false });
  const { result } = await shop.ask({
    prompt: read(`logs/lint-${log?.id}.log`),
    resource: `merge_request/${iid}`,
  });
  shop.settle({});
  expect(result.errors).toEqual([]);
  expect(shop.requests().at(-1)?.body).not.toContain('no-unused-vars');
});

it('has the lines of a failed job’s log whole where its runner has cut them into several', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const job = project.pipelines.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'lint');
  if (!job) throw new Error('no job');
  const { log } = job;
  job.log = [
    '2026-11-21T08:00:00.100000Z 01O src/part-1/file-1.js:3 no-unu',
    '2026-11-21T08:00:00.200000Z 01O+sed-imports',
    '2026-11-21T08:00:00.300000Z 01E 1 problem',
    '',
  ].join('\n');
  const prompt = read(`logs/lint-${job.id}.log`);
  await shop.ask({ prompt, resource: `merge_request/${iid}` });
  job.log = log;
  const body = shop.requests().at(-1)?.body ?? '';
  expect(body).toContain('src/part-1/file-1.js:3 no-unused-imports');
  expect(body).toContain('1 problem');
  expect(body).not.toContain('00.300000Z');
});

it('has a merge request’s diff, commits, base files and failed jobs’ logs beside the code, to be read alone', async () => {
  const project = shop.sandbox.project('acme/webshop');
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

it.each(['a pipeline that never ends', 'no pipeline at all'])(
  'waits for nothing where a merge request has %s',
  async (which) => {
    const project = shop.sandbox.project('acme/webshop');
    const { pipelines } = project;
    const asked = project.mergeRequests.find((one) => one.iid === iid);
    const own = pipelines.filter(({ sha }) => sha === asked?.sha);
    expect(own).not.toEqual([]);
    if (which === 'no pipeline at all')
      project.pipelines = pipelines.filter((one) => !own.includes(one));
    else for (const job of own.flatMap(({ jobs }) => jobs)) job.status = 'running';
    const { result, log } = await shop.ask({
      prompt: '!model {"say":"Read."}',
      resource: `merge_request/${iid}`,
    });
    expect(result).toMatchObject({ outcome: 'answered', answer: 'Read.', errors: [] });
    expect(log).not.toContain('warning');
  },
);
