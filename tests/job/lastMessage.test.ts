import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Ran, Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const ANSWER = 'Cart totals were wrong, e.g. with two mugs. They count now.';
const WRITE = '!model {"write":["notes.txt","x"]}';

function opened({ result }: Ran) {
  const { mergeRequests } = shop.sandbox.project(webshop);
  return mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
}

function committed({ result }: Ran): string {
  return shop.git(webshop, 'log', '-1', '--format=%B', result.commits[0] ?? '');
}

it('answer, title and commit message come apart, in the manner of the project’s last commits', async () => {
  plantIn(shop, 'main', { 'a.txt': 'a' }, webshop, 'feat(cart): sell by the dozen');
  const title = 'fix(cart): count quantities';
  const commit = JSON.stringify({ commit: [title, 'The sum ignored them.'] });
  const prompt = `${WRITE}\n!model ${commit}\n!model ${JSON.stringify({ say: ANSWER })}`;
  const ran = await shop.ask({ mode: 'change', prompt });
  expect(ran.result).toMatchObject({ outcome: 'changed', answer: ANSWER, errors: [] });
  expect(shop.requests().at(-1)?.body).toContain('feat(cart): sell by the dozen');
  expect(opened(ran)?.title).toBe(title);
  expect(committed(ran)).toMatch(
    /^fix\(cart\): count quantities\n\nThe sum ignored them\.\n\nRelated to #12\n\nhttp/,
  );
  expect(ran.log).toContain(`ask-claude> says: ${ANSWER}`);
  expect(ran.log).not.toContain('StructuredOutput');
});

it('a model that gives no such form is answered for by its words: the title is their first sentence', async () => {
  const prompt = `${WRITE}\n!model ${JSON.stringify({ formless: ANSWER })}`;
  const ran = await shop.ask({ mode: 'change', prompt });
  expect(ran.result).toMatchObject({ outcome: 'changed', answer: ANSWER, errors: [] });
  expect(opened(ran)?.title).toBe('Cart totals were wrong, e.g. with two mugs');
});
