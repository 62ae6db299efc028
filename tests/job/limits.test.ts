import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { rootFile } from '../../utils/setup/jobFiles.ts';
import { openShop } from './openShop.ts';
import type { Ask, Ran, Shop } from './openShop.ts';
import { holdClock } from './holdClock.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const ENDLESS = '!model {"write":["notes.txt","kept"]}\n!model {"loop":"src/cart.js"}';

async function expectKept(limit: string, ask: Partial<Ask>): Promise<Ran> {
  const ran = await shop.ask({ mode: 'change', prompt: ENDLESS, ...ask });
  expect(ran.status).toBe('success');
  expect(ran.result).toMatchObject({ outcome: 'limit', limit });
  expect(shop.git(webshop, 'show', `${ran.result.branch ?? ''}:notes.txt`)).toBe('kept');
  const opened = shop.sandbox
    .project(webshop)
    .mergeRequests.find(({ iid }) => iid === ran.result.merge_request?.iid);
  expect(opened).toMatchObject({ draft: true, targetBranch: 'main' });
  expect(opened?.description).toContain(`Claude stopped at its limit of ${limit}`);
  expect(opened?.description).toMatch(/asked by Devon Clarke\.\*$/);
  return ran;
}

it('keeps what was done until the limit of turns, as a draft', async () => {
  const { result } = await expectKept('turns', { options: { max_turns: 3 } });
  expect(result.turns).toBeGreaterThanOrEqual(3);
});

it('keeps what was done until the limit of cost, as a draft', async () => {
  const { result } = await expectKept('cost', { options: { max_cost_usd: 0.03 } });
  expect(result.cost_usd).toBeGreaterThan(0.03);
});

/** Has the time end that Claude may take, once it has written what is to be kept. */
async function expectKeptAfter(minutes: number, change: (jobsFile: string) => string) {
  const clock = holdClock();
  onTestFinished(clock.stop);
  const jobs = rootFile({ anthropic: shop.sandbox.model?.url ?? '' });
  plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': change(clock.held(jobs)) });
  const before = shop.requests().length;
  const kept = expectKept('time', { prompt: `!model {"slow":100}\n${ENDLESS}` });
  const written = () =>
    shop
      .requests()
      .slice(before)
      .some(({ body }) => body.includes('tool_result'));
  await expect.poll(written).toBeTruthy();
  clock.pass(minutes * 60_000);
  await kept;
}

it('keeps what was done until the limit of time, as a draft', async () => {
  await expectKeptAfter(25, (jobs) => jobs);
});

it('ends in time where the runner allows the job less than the file does', async () => {
  await expectKeptAfter(7, (jobs) => jobs.replace('timeout: 30 minutes', 'timeout: 11 minutes'));
});
