import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultAnswers } from '../sandbox/faults.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';

/** Cancels the newest pipeline, as GitLab's page does. */
async function cancelLast(): Promise<void> {
  const { id } = shop.sandbox.project(webshop).pipelines.at(-1) ?? { id: 0 };
  await fetch(`${shop.sandbox.url}/api/v4/projects/5/pipelines/${id}/cancel`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': shop.sandbox.tokens.dev },
  });
}

it('ends on a cancel before Claude has begun, and asks no model', async () => {
  const before = shop.requests().length;
  const refs = shop.git(webshop, 'for-each-ref');
  const path = /\/projects\/[^/]+\/pipelines\?name=/;
  // The job looks for an older pipeline, and tries again after some seconds.
  shop.sandbox.faults.next({ method: 'GET', path }, faultAnswers.badGateway(), Infinity);
  const { pipelines } = shop.sandbox.project(webshop);
  const earlier = pipelines.length;
  const asked = shop.ask({ mode: 'change', prompt: '!model {"write":["notes.txt","kept"]}' });
  const log = (): string | undefined => pipelines[earlier]?.jobs[0]?.log;
  await expect.poll(log).toContain('ask-claude> checked');
  await cancelLast();
  const { status, result } = await asked;
  shop.sandbox.faults.clear();
  expect(status).toBe('canceled');
  expect(result).toMatchObject({ outcome: 'cancelled', branch: null, commits: [] });
  expect(shop.requests()).toHaveLength(before);
  expect(shop.git(webshop, 'for-each-ref')).toBe(refs);
});

it('ends on a cancel between the code and Claude’s start, and asks no model', async () => {
  const before = shop.requests().length;
  // The job reads the one, then the other, and goes on once it has both; no git runs when it is cancelled.
  const { faults } = shop.sandbox;
  for (const path of [/\/merge_requests\/34$/, /\/repository\/branches\/feature/])
    faults.next({ method: 'GET', path }, { kind: 'latency', milliseconds: 1_500 });
  const prompt = '!model {"write":["notes.txt","kept"]}';
  const asked = shop.ask({ mode: 'change', resource: 'merge_request/34', prompt });
  await expect.poll(faults.pending).toBe(0);
  await cancelLast();
  const { status, result, log: said } = await asked;
  expect(status).toBe('canceled');
  expect(result).toMatchObject({ outcome: 'cancelled', branch: null, commits: [] });
  // It did get as far as Claude.
  expect(said).toContain('ask-claude> prepared: !34');
  expect(said).not.toContain('ask-claude> started');
  expect(shop.requests()).toHaveLength(before);
});
