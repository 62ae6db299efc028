import { afterAll, beforeAll, expect, it } from 'vitest';
import { causeOf } from '../../utils/outcome/Cause.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const CREDIT = 'Your credit balance is too low to access the Anthropic API.';
const TOO_LONG = 'prompt is too long: 213462 tokens > 200000 maximum';
const SPENT = 'You have reached your specified API usage limits.';

/** What a provider answers, and the cause that the panel tells for it. */
it.each([
  ['sign_in', { http: 401 }],
  ['sign_in', { http: 403, error: { type: 'permission_error', message: 'Not for this key.' } }],
  ['overloaded', { http: 529 }],
  ['rate_limit', { http: 429 }],
  ['quota', { http: 400, error: { type: 'invalid_request_error', message: CREDIT } }],
  ['quota', { http: 403, error: { type: 'billing_error', message: CREDIT } }],
  ['quota', { http: 429, error: { type: 'rate_limit_error', message: SPENT } }],
  ['unreachable', { http: 500 }],
  ['too_long', { http: 400, error: { type: 'invalid_request_error', message: TOO_LONG } }],
  ['model', { http: 404, error: { type: 'not_found_error', message: 'model: claude-sonnet-9' } }],
] as const)('fails with the cause “%s” for %j', async (cause, answer) => {
  const refs = shop.git('acme/webshop', 'for-each-ref');
  const { status, result } = await shop.ask({
    mode: 'change',
    prompt: `!model ${JSON.stringify(answer)}`,
  });
  expect([status, result.outcome]).toEqual(['failed', 'failed']);
  expect(result.answer).toBe('');
  expect(causeOf('script_failure', result.errors)).toBe(cause);
  expect(shop.git('acme/webshop', 'for-each-ref')).toBe(refs);
});

it('tells a fetch that git refuses from a provider that cannot be reached', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const { defaultBranch } = project;
  project.defaultBranch = 'gone';
  const { status, result } = await shop.ask({ prompt: '!model {"say":"Read."}' });
  project.defaultBranch = defaultBranch;
  expect(status).toBe('failed');
  expect(result.errors.join()).toContain('git fetch failed');
  expect(causeOf('script_failure', result.errors)).toBe('fetch');
});

it('answers by the artifact where a reply was wanted and there is no access token', async () => {
  const project = shop.sandbox.project('acme/webshop');
  const { variables } = project;
  project.variables = variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN');
  const { status, result, log } = await shop.ask({
    prompt: '!model {"say":"Read this."}',
    options: { reply: 'note' },
  });
  project.variables = variables;
  expect(status).toBe('success');
  const why = 'The answer was not posted: there is no GITLAB_ACCESS_TOKEN to reply with';
  expect(result).toMatchObject({ outcome: 'answered', answer: 'Read this.', errors: [why] });
  expect(log).toContain(`ask-claude> warning: ${why}`);
});
