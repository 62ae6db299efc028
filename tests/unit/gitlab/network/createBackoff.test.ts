import { beforeEach, expect, test } from 'vitest';
import { createBackoff, type Backoff } from '../../../../utils/gitlab/network/createBackoff.ts';
import { fakeItem } from '../../storage/fakeItem.ts';

const SITE = 'https://gitlab.test';
const NOW = Date.parse('2026-11-21T08:00:00Z');
let now: number;
let backoff: Backoff;
let item: ReturnType<typeof fakeItem>;

beforeEach(() => {
  now = NOW;
  item = fakeItem({});
  backoff = createBackoff(item, () => now);
});

async function after(status: number, headers: Record<string, string>): Promise<number> {
  await backoff.observe(SITE, new Response(null, { status, headers }));
  return ((await backoff.until(SITE)) - NOW) / 1000;
}

test('a 429 is heeded for as long as it says, in seconds or as a date', async () => {
  expect(await after(429, { 'retry-after': '40' })).toBe(40);
  expect(await after(503, { 'retry-after': 'Sat, 21 Nov 2026 08:02:00 GMT' })).toBe(120);
});

test('what is nearly used up is left to the user until the next period', async () => {
  const reset = String(NOW / 1000 + 50);
  const limit = { 'ratelimit-limit': '2000', 'ratelimit-reset': reset };
  expect(await after(200, { ...limit, 'ratelimit-remaining': '100' })).toBe(-NOW / 1000);
  expect(await after(200, { ...limit, 'ratelimit-remaining': '99' })).toBe(50);
});

test('what is kept back is a part of the whole period, whose limit is told for a minute', async () => {
  // 7200 an hour: GitLab says 120.
  const headers = (remaining: number) => ({
    'ratelimit-limit': '120',
    'ratelimit-observed': String(7200 - remaining),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(NOW / 1000 + 50),
  });
  expect(await after(200, headers(360))).toBe(-NOW / 1000);
  expect(await after(200, headers(359))).toBe(50);
});

test('one endpoint that has enough leaves the site open', async () => {
  const refusal = { 'retry-after': '60', 'content-type': 'application/json' };
  expect(await after(429, refusal)).toBe(-NOW / 1000);
  expect(await after(429, { ...refusal, 'content-type': 'text/plain' })).toBe(60);
});

test.each([
  [200, { 'retry-after': '40' }],
  [429, {}],
  [429, { 'retry-after': 'soon' }],
  [200, { 'ratelimit-remaining': '0' }],
  [429, { 'retry-after': '0' }],
])('an answer %i with %j asks for nothing', async (status, headers) => {
  expect(await after(status, headers)).toBe(-NOW / 1000);
});

test('no site is left alone for more than an hour, nor by a clock that was set back', async () => {
  expect(await after(429, { 'retry-after': '90000' })).toBe(3600);
  now = NOW - 86_400_000;
  expect(await backoff.until(SITE)).toBe(0);
});

test('it is kept for the next worker, for each site, and what is unreadable counts for nothing', async () => {
  await after(429, { 'retry-after': '40' });
  const next = createBackoff(item, () => now);
  expect(await next.until(SITE)).toBe(NOW + 40_000);
  expect(await next.until('https://other.test')).toBe(0);
  expect(await createBackoff(fakeItem('rubbish'), () => now).until(SITE)).toBe(0);
});
