import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootFile } from '../../utils/setup/jobFiles.ts';
import { makeToken } from '../sandbox/seed/people.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const call = (name: string, input: object): string =>
  `!model ${JSON.stringify({ tool: [`mcp__gitlab__${name}`, input] })}`;
const PROMPT = [
  call('read_issue', { iid: 12 }),
  call('read_issue', { iid: 15 }),
  call('read_merge_request', { iid: 34 }),
  call('search', { words: 'vouchers' }),
  '!model {"say":"Read."}',
].join('\n');

describe('tools of GitLab', () => {
  it('are not there unless the file switches them on, also with a token', async () => {
    addReadToken();
    const { result } = await shop.ask({ prompt: '!model {"say":"None."}' });
    expect(result.answer).toBe('None.');
    expect(shop.requests().at(-1)?.tools.join()).not.toContain('mcp__');
  });

  it('read issues and merge requests of the project, without what is for few', async () => {
    const endpoints = { anthropic: shop.sandbox.model?.url ?? '' };
    plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': rootFile(endpoints, { gitlabTools: true }) });
    const before = shop.sandbox.requests.length;
    const { result, log } = await shop.ask({ prompt: PROMPT });
    expect(result).toMatchObject({ outcome: 'answered', answer: 'Read.', denied_tools: [] });
    const { tools = [], body = '' } = shop.requests().at(-1) ?? {};
    expect(tools.filter((name) => name.startsWith('mcp__')).toSorted()).toEqual([
      'mcp__gitlab__read_issue',
      'mcp__gitlab__read_merge_request',
      'mcp__gitlab__search',
    ]);
    expect(body).toContain('Put two mugs into the cart');
    expect(body).toContain('It is confidential.');
    expect(body).not.toContain('Codes are five letters');
    expect(body).toContain('+++ src/voucher.js');
    expect(body).toContain('!34 Add vouchers (opened)');
    expect(log).toContain('ask-claude> tool: mcp__gitlab__read_issue 12');
    const writes = shop.sandbox.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(writes.map(({ path }) => path)).toEqual(['/api/v4/projects/5/pipeline']);
  });

  it('are left out with a word in the log where their token is missing', async () => {
    const project = shop.sandbox.project(webshop);
    project.variables = project.variables.filter(({ key }) => key !== 'GITLAB_READ_TOKEN');
    const { result, log } = await shop.ask({ prompt: '!model {"say":"None."}' });
    expect(result.answer).toBe('None.');
    expect(log).toContain('ask-claude> warning: there is no GITLAB_READ_TOKEN');
    expect(shop.requests().at(-1)?.tools.join()).not.toContain('mcp__');
  });
});

function addReadToken(): void {
  const project = shop.sandbox.project(webshop);
  const { value: access } =
    project.variables.find(({ key }) => key === 'GITLAB_ACCESS_TOKEN') ?? {};
  const bot = shop.sandbox.state.tokens.find(({ value }) => value === access)?.userId ?? 0;
  const token = makeToken(bot, 'Claude reads', ['read_api']);
  shop.sandbox.state.tokens.push(token);
  project.variables = [
    ...project.variables,
    { key: 'GITLAB_READ_TOKEN', value: token.value, masked: true, raw: true },
  ];
}
