import { expect, it, onTestFinished } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

const webshop = 'acme/webshop';

/** The oldest GitLab that the job runs on: a job's token reads neither pipelines nor merge requests there. */
async function oldShop(): Promise<Shop> {
  const shop = await openShop({ gitlabVersion: '16.11.0' });
  onTestFinished(() => shop.sandbox.stop());
  return shop;
}

it('a change to a merge request is made there by the access token, with no word of doubt', async () => {
  const shop = await oldShop();
  const { result, log } = await shop.askWith(
    {
      mode: 'change',
      resource: 'merge_request/34',
      prompt: '!model {"write":["notes.txt","kept"]}',
    },
    [],
  );
  expect(result).toMatchObject({ outcome: 'changed', branch: 'feature/vouchers', errors: [] });
  expect(log).not.toContain('warning');
});

it('without one the job ends at once, and says what GitLab answered', async () => {
  const shop = await oldShop();
  const project = shop.sandbox.project(webshop);
  project.variables = project.variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN');
  const ask = { resource: 'merge_request/34', prompt: '!model {"say":"Read."}' };
  const before = shop.sandbox.requests.length;
  const { status, result } = await shop.askWith(ask, []);
  expect(status).toBe('failed');
  expect(result.errors.join()).toMatch(/Merge request !34.*40[134]/);
  // A refusal is final: the list of older pipelines is asked for once.
  const listings = shop.sandbox.requests
    .slice(before)
    .filter(({ path }) => /\/pipelines(\?|$)/.test(path));
  expect(listings).toHaveLength(1);
});
