import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';

it('ordinary words that variables hold are no secrets: said, written, and beside an edited line', async () => {
  plantIn(shop, 'main', { Dockerfile: 'ENV DEBIAN_FRONTEND=noninteractive\nRUN a\n' });
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  project.variables = [
    ...variables,
    { key: 'APP_STAGE', value: 'production' },
    { key: 'DEBIAN_FRONTEND', value: 'noninteractive' },
  ];
  const say = 'Switch the flag off in production only.';
  const { result } = await shop.ask({
    mode: 'change',
    prompt: [
      '!model {"write":["deploy.txt","stage: production"]}',
      '!model {"edit":["Dockerfile","RUN a","RUN b"]}',
      `!model ${JSON.stringify({ say })}`,
    ].join('\n'),
  });
  project.variables = variables;
  expect(result).toMatchObject({ outcome: 'changed', answer: say, errors: [] });
  const [commit = ''] = result.commits;
  expect(shop.git(webshop, 'show', `${commit}:deploy.txt`)).toBe('stage: production');
});

it('a token within a file variable’s line leaves the job neither in the answer nor in the log', async () => {
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  const token = 'glpat-AbCdEf0123456789xyzQ';
  const value = `host: git.acme.test\ntoken: ${token}\n`;
  project.variables = [...variables, { key: 'TEAM_CONFIG', value, variable_type: 'file' }];
  const say = `The token is ${token}, of git.acme.test.`;
  const { result, log } = await shop.ask({ prompt: `!model ${JSON.stringify({ say })}` });
  project.variables = variables;
  expect(result.answer).toBe('The token is [MASKED], of git.acme.test.');
  expect(log).not.toContain(token);
});

it('code in a posted answer stays as it is, whatever it begins with', async () => {
  const say = [
    '```suggestion:-0+0',
    '@Injectable()',
    '```',
    '',
    '```sh',
    '/usr/bin/env node',
    '```',
  ].join('\n');
  await shop.ask({ prompt: `!model ${JSON.stringify({ say })}`, options: { reply: 'note' } });
  const [issue] = shop.sandbox.project(webshop).issues;
  const note = issue?.discussions.at(-1)?.notes[0]?.body ?? '';
  expect(note).toContain('```suggestion:-0+0\n@Injectable()\n```');
  expect(note).not.toMatch(/\u2060/);
  expect(note).toContain('usr/bin/env node');
});
