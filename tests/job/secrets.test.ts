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

it('a secret that the code holds already is no new one, beside an edited line and moved', async () => {
  const known = 'Zx9aKq27Lm41Vb83';
  const held = `url: a\nkey: ${known}\nsize: 1\n`;
  plantIn(shop, 'main', { 'config.yml': held });
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  project.variables = [...variables, { key: 'CACHE_KEY', value: known, masked: true }];
  const { result } = await shop.ask({
    mode: 'change',
    prompt: [
      '!model {"read":"config.yml"}',
      '!model {"edit":["config.yml","size: 1","size: 2"]}',
      `!model ${JSON.stringify({ write: ['moved.yml', `key: ${known}`] })}`,
      '!model {"say":"Moved."}',
    ].join('\n'),
  });
  project.variables = variables;
  expect(result).toMatchObject({ outcome: 'changed', errors: [] });
  expect(shop.git(webshop, 'show', `${result.commits[0] ?? ''}:config.yml`)).toContain('size: 2');
});

it('a token within a file variable’s line leaves the job in no answer, note, commit, merge request, patch or log', async () => {
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  const token = 'glpat-AbCdEf0123456789xyzQ';
  const value = `host: git.acme.test\ntoken: ${token}\n`;
  project.variables = [...variables, { key: 'TEAM_CONFIG', value, variable_type: 'file' }];
  const say = `The token is ${token}, of git.acme.test.`;
  const lines = [
    { write: ['notes.txt', 'clean'] },
    { commit: [`Use ${token}`, `It is ${token}.`] },
    { say },
  ];
  const { result, log, patch } = await shop.ask({
    mode: 'change',
    prompt: lines.map((line) => `!model ${JSON.stringify(line)}`).join('\n'),
    options: { reply: 'note' },
  });
  project.variables = variables;
  expect(result).toMatchObject({
    outcome: 'changed',
    answer: 'The token is [MASKED], of git.acme.test.',
  });
  const commit = shop.git(webshop, 'show', result.commits[0] ?? '');
  const pages = JSON.stringify([project.issues, project.mergeRequests]);
  expect(pages).toContain('of git.acme.test.');
  for (const left of [log, patch, commit, pages, JSON.stringify(result)])
    expect(left).not.toContain(token);
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
