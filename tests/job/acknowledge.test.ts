import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Ask, Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const WORKING = 'Claude is working on this.';

const project = () => shop.sandbox.project('acme/webshop');
function discussions() {
  const issue = project().issues.find(({ iid }) => iid === 12);
  if (!issue) throw new Error('The sandbox has no issue 12.');
  return issue.discussions;
}
const notes = (): string[] => discussions().flatMap((one) => one.notes.map(({ body }) => body));

/** Asks for an answer in a note that says at once that Claude is at work; `meanwhile` is done once it does. */
async function ask(asked: Partial<Ask>, meanwhile: () => unknown = () => undefined) {
  const before = notes().length;
  const prompt = '!model {"slow":1500}\n!model {"say":"Because."}';
  const options = { reply: 'note', acknowledge: true, ...asked.options };
  const asking = shop.ask({ prompt, ...asked, options });
  await expect.poll(() => notes()[before]).toContain(WORKING);
  await meanwhile();
  const ran = await asking;
  return { ran, written: notes().slice(before) };
}

it('a note says that Claude is at work while it is, and becomes the answer', async () => {
  const { ran, written } = await ask({}, () => {
    const status = project().pipelines.at(-1)?.jobs[0]?.status;
    expect(status).toBe('running');
  });
  expect(written).toEqual([expect.stringMatching(/^Because\.\n\n---\n/)]);
  expect(written[0]).toContain('asked by Devon Clarke');
  expect(ran.result.note_url).toMatch(/#note_\d+$/);
});

it('a run that is cancelled, one that fails and one that ends at a limit leave no note that says so', async () => {
  const slow = '!model {"slow":20000}';
  const cancelled = await ask({ prompt: slow }, async () => {
    const { id } = project().pipelines.at(-1) ?? { id: 0 };
    await fetch(`${shop.sandbox.url}/api/v4/projects/5/pipelines/${id}/cancel`, {
      method: 'POST',
      headers: { 'PRIVATE-TOKEN': shop.sandbox.tokens.dev },
    });
  });
  expect(cancelled.ran).toMatchObject({ status: 'canceled', result: { outcome: 'cancelled' } });
  expect(cancelled.written).toEqual([expect.stringContaining('was canceled')]);
  const failed = await ask({ prompt: '!model {"http":401}' });
  expect(failed.ran.result.outcome).toBe('failed');
  expect(failed.written).toEqual([expect.stringContaining('the job failed')]);
  const limit = await ask({ prompt: '!model {"loop":"src/cart.js"}', options: { max_turns: 2 } });
  expect(limit.written).toEqual([expect.stringContaining('stopped at its limit of turns')]);
});
