import { beforeEach, expect, test } from 'vitest';
import { createRateLimitedNetwork } from '../../../../utils/gitlab/network/createRateLimitedNetwork.ts';
import { createBackoff, type Backoff } from '../../../../utils/gitlab/network/createBackoff.ts';
import { fakeItem } from '../../storage/fakeItem.ts';

const SITE = 'https://gitlab.test';
const JOBS = new URL(`${SITE}/api/v4/projects/5/jobs`);
const NOTES = new URL(`${SITE}/api/v4/projects/5/issues/12/notes`);
const WORDS = 'This endpoint has been requested too many times. Try again later.';

let now: number;
let backoff: Backoff;
let sent: string[];
let fetch: ReturnType<ReturnType<typeof createRateLimitedNetwork>>['fetch'];

beforeEach(() => {
  now = Date.parse('2026-11-21T08:00:00Z');
  sent = [];
  backoff = createBackoff(fakeItem({}), () => now);
  const clock = { now: () => now, setTimer: (job: () => void) => job() };
  const network = createRateLimitedNetwork(backoff, clock, async (url, { method }) => {
    sent.push(`${method} ${url.pathname}`);
    const body = JSON.stringify({ message: { error: WORDS } });
    const headers = { 'content-type': 'application/json', 'retry-after': '60' };
    return new Response(body, { status: 429, headers });
  });
  fetch = network(SITE).fetch;
});

test('an endpoint that answered 429 is not read again until its Retry-After is over', async () => {
  await fetch(JOBS, { method: 'GET' });
  now += 59_000;
  const again = await fetch(JOBS, { method: 'GET' });
  expect([again.status, await again.text()]).toEqual([429, expect.stringContaining(WORDS)]);
  expect(sent).toHaveLength(1);
  now += 1_000;
  await fetch(JOBS, { method: 'GET' });
  expect(sent).toHaveLength(2);
});

test('the rest of the site goes on meanwhile', async () => {
  await fetch(NOTES, { method: 'POST' });
  await fetch(JOBS, { method: 'GET' });
  expect(sent).toHaveLength(2);
  expect(await backoff.until(SITE)).toBe(0);
});

test('a request that a person pressed for is always sent', async () => {
  await fetch(NOTES, { method: 'POST' });
  await fetch(NOTES, { method: 'POST' });
  expect(sent).toHaveLength(2);
});
