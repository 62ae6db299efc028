import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AWS, GOOGLE } from '../sandbox/clouds/Cloud.ts';
import { FEDERATION } from '../sandbox/model/startModel.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const PROVIDER_KEY = /^(ANTHROPIC_|CLAUDE_PROVIDER|AWS_|GCP_)/;
const PROVIDERS = [
  { provider: 'anthropic', job: 'claude', model: 'claude-sonnet-5-5', chain: [], request: null },
  {
    provider: 'bedrock',
    job: 'claude-bedrock',
    model: 'eu.anthropic.claude-sonnet-5-5',
    chain: ['aws-sts AssumeRoleWithWebIdentity'],
    request: 'bedrock /model/eu.anthropic.claude-sonnet-5-5/invoke-with-response-stream',
  },
  {
    provider: 'vertex',
    job: 'claude-vertex',
    model: 'claude-sonnet-5-5',
    chain: [
      'google-sts /v1/token',
      `google-iam /v1/projects/-/serviceAccounts/${GOOGLE.account}:generateAccessToken`,
    ],
    request:
      'vertex /v1/projects/acme-ai/locations/europe-west1/publishers/anthropic/models/claude-sonnet-5-5:streamRawPredict',
  },
] as const;

// Each test is a job with the real Claude Code: what one of them shows is asked of one of them. What a refusal of each kind comes
// to stands in failures.test.ts.
describe.each(PROVIDERS)('with $provider', ({ provider, job, model, chain, request }) => {
  beforeEach(() => shop.useProvider(provider));

  it('a question is answered by the whole id of the model, reached by the job’s identity alone', async () => {
    shop.sandbox.clouds.steps.length = 0;
    const { jobName, status, result, log } = await shop.ask({
      prompt: 'Why does the cart ignore the quantity?',
    });
    expect([jobName, status, result.outcome, result.errors]).toEqual([
      job,
      'success',
      'answered',
      [],
    ]);
    expect(result.answer).toContain('`subtotal(items)`');
    expect(log).toContain(`, ${model}`);
    expect(new Set(shop.requests().map((one) => one.model))).toContain(model);
    const { steps } = shop.sandbox.clouds;
    expect(steps.slice(0, chain.length)).toEqual(chain);
    expect(steps.at(-1) ?? null).toBe(request);
    // No model is tried out to see whether it is there.
    expect(steps.filter((step) => step.endsWith('/invoke'))).toEqual([]);
    expect(log).not.toContain('eyJhbGciOi');
    expect(log).not.toContain(AWS.role);
  });

  it('a change becomes a merge request, by a Claude that sees no other login and no token', async () => {
    const { result } = await shop.ask({
      prompt: '!model {"read":"/proc/self/environ"}\n!model {"write":["notes.txt","x"]}',
      mode: 'change',
    });
    expect(result).toMatchObject({
      outcome: 'changed',
      merge_request: { iid: expect.any(Number) },
      errors: [],
    });
    expect(shop.git(webshop, 'show', `${result.commits[0] ?? ''}:notes.txt`)).toBe('x');
    const asked = shop.requests().at(-1)?.body ?? '';
    expect(asked).not.toMatch(/ANTHROPIC_API_KEY|eyJhbGciOi|AWS_ROLE_ARN|GITLAB_ACCESS_TOKEN/);
  });
});

it('the Claude API knows a job by GitLab’s word where there is no key and the file asks for that word', async () => {
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  project.variables = [
    ...variables.filter(({ key }) => !PROVIDER_KEY.test(key)),
    ...Object.entries(FEDERATION).map(([key, value]) => ({ key, value, masked: false, raw: true })),
  ];
  const ask = { prompt: 'Why does the cart ignore the quantity?' };
  const unasked = await shop.ask(ask);
  expect(unasked.result.errors.join()).toContain('gave this job no ANTHROPIC_OIDC_TOKEN: its file');
  shop.choose({ federation: true });
  const { result, log } = await shop.ask(ask);
  project.variables = variables;
  expect([result.outcome, result.errors]).toEqual(['answered', []]);
  const { credential } = shop.requests().at(-1) ?? {};
  expect(credential).toBe(
    'Bearer sk-ant-oat01-for-project_path:acme/webshop:ref_type:branch:ref:ask-claude',
  );
  expect(log).not.toContain('eyJhbGciOi');
});

describe('Bedrock', () => {
  beforeEach(() => shop.useProvider('bedrock'));

  it('takes the project’s CLAUDE_MODEL, and changes code that names the region', async () => {
    const project = shop.sandbox.project(webshop);
    project.variables.push({ key: 'CLAUDE_MODEL', value: 'opus' });
    const { result } = await shop.ask({
      mode: 'change',
      prompt: `!model {"write":["deploy.txt","region=${AWS.region}"]}`,
    });
    project.variables.pop();
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    expect(shop.requests().at(-1)?.model).toBe('eu.anthropic.claude-opus-5-5');
  });

  it('gives nothing to a branch that the role does not trust, and the job says why', async () => {
    const { trust } = shop.sandbox.clouds;
    const subject = trust.subject;
    trust.subject = 'project_path:acme/webshop:ref_type:branch:ref:main';
    const { status, result } = await shop.ask({ prompt: 'Which file sums up the cart?' });
    trust.subject = subject;
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
    expect(result.errors.join()).toContain(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
  });

  it('is not asked where a variable is missing: the job names it', async () => {
    const project = shop.sandbox.project(webshop);
    project.variables = project.variables.filter(({ key }) => key !== 'AWS_REGION');
    const asked = shop.requests().length;
    const { status, result } = await shop.ask({ prompt: 'x' });
    expect(status).toBe('failed');
    expect(result.errors.join()).toContain('There is no AWS_REGION here');
    expect(shop.requests()).toHaveLength(asked);
  });
});

describe('Vertex', () => {
  beforeEach(() => shop.useProvider('vertex'));

  it('gives nothing to a branch that the pool does not trust, and the job says why', async () => {
    const { trust } = shop.sandbox.clouds;
    const subject = trust.subject;
    trust.subject = 'project_path:acme/webshop:ref_type:branch:ref:main';
    const { status, result } = await shop.ask({ prompt: 'Which file sums up the cart?' });
    trust.subject = subject;
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
    expect(result.errors.join()).toContain('rejected by the attribute condition');
  });
});

it('the file’s fallback model answers where the first is overloaded, and its headers go along', async () => {
  shop.useProvider('anthropic');
  shop.settle({ fallback_model: 'haiku', headers: 'X-Team: shop\nX-Cost-Center: 7' });
  const { result } = await shop.ask({
    prompt: '!model {"busy":"claude-opus-5-5"}\n!model {"say":"By the other."}',
    options: { model: 'opus' },
  });
  expect(result).toMatchObject({ outcome: 'answered', answer: 'By the other.', errors: [] });
  const [first, last] = [shop.requests().at(-2), shop.requests().at(-1)];
  expect(first?.model).toBe('claude-opus-5-5');
  expect(last?.model).toBe('claude-haiku-5-5');
  expect(last?.headers).toMatchObject({ 'x-team': 'shop', 'x-cost-center': '7' });
});

it('a model is named as the CLI knows it now, with its long context', async () => {
  shop.useProvider('anthropic');
  shop.settle({});
  const options = { model: 'sonnet[1m]' };
  const { result, log } = await shop.ask({ prompt: '!model {"say":"Read."}', options });
  expect(result).toMatchObject({ outcome: 'answered', errors: [] });
  expect(log).not.toContain('warning');
  expect(shop.requests().at(-1)?.model).toBe('claude-sonnet-5-5');
});

it('a word that is no provider asks nobody', async () => {
  shop.useProvider('anthropic');
  const project = shop.sandbox.project(webshop);
  project.variables = project.variables.map((one) =>
    one.key === 'CLAUDE_PROVIDER' ? { ...one, value: 'Bedrock' } : one,
  );
  const { jobName, result } = await shop.ask({ prompt: 'x' });
  expect(jobName).toBe('claude');
  expect(result.errors).toEqual(['CLAUDE_PROVIDER is none of anthropic, bedrock and vertex.']);
});
