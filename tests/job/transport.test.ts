import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../sandbox/seed/people.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { startTrap, UNSPRUNG } from './startTrap.ts';
import type { Trap } from './startTrap.ts';

let shop: Shop;
let trap: Trap;
beforeAll(async () => {
  [shop, trap] = await Promise.all([openShop(), startTrap()]);
});
afterAll(async () => {
  await shop.sandbox.stop();
  await trap.stop();
});

const QUESTION = '!model {"say":"Read."}';

/** What would load code into the job, send it elsewhere, or make it somebody else's. */
function redirections(): Record<string, string> {
  const addresses = [
    'ANTHROPIC_BASE_URL',
    'ENDPOINT_ANTHROPIC',
    'ANTHROPIC_BEDROCK_BASE_URL',
    'AWS_ENDPOINT_URL_STS',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'http_proxy',
    'https_proxy',
    'NPM_CONFIG_REGISTRY',
    'npm_config_registry',
  ];
  return {
    ...Object.fromEntries(addresses.map((key) => [key, trap.url])),
    NODE_OPTIONS: `--require=${trap.script}`,
    NODE_PATH: trap.folder,
    NODE_EXTRA_CA_CERTS: trap.shell,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    BASH_ENV: trap.shell,
    ENV: trap.shell,
    GIT_SSH_COMMAND: trap.shell,
    GIT_ASKPASS: trap.shell,
    GIT_EXTERNAL_DIFF: trap.shell,
    GIT_EXEC_PATH: trap.folder,
    GIT_DIR: trap.folder,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: trap.shell,
    GIT_AUTHOR_NAME: 'Mallory',
    CLAUDE_CODE_USE_BEDROCK: '1',
    CLAUDE_CONFIG_DIR: trap.folder,
    ANTHROPIC_CUSTOM_HEADERS: 'x-mallory: 1',
    ASK_CLAUDE_PROVIDER: 'bedrock',
    ASK_CLAUDE_SERVED_PROJECTS: 'acme/',
    ASK_CLAUDE_GITLAB_TOOLS: 'yes',
    GITLAB_USER_NAME: 'Mallory',
    GITLAB_USER_LOGIN: 'mallory',
    GITLAB_USER_EMAIL: 'mallory@evil.test',
    CI_PROJECT_ID: '6',
  };
}

describe('where pipeline variables are switched off', () => {
  it('not one of them is taken, with or without inputs, and inputs alone are answered', async () => {
    const project = shop.sandbox.project('acme/webshop');
    project.variablesRole = 'no_one_allowed';
    const before = project.pipelines.length;
    const post = (body: object): Promise<Response> =>
      fetch(`${shop.sandbox.url}/api/v4/projects/5/pipeline`, {
        method: 'POST',
        headers: { 'PRIVATE-TOKEN': shop.sandbox.tokens.mia, 'content-type': 'application/json' },
        body: JSON.stringify({ ref: 'ask-claude', ...body }),
      });
    const inputs = { input: QUESTION, request_id: randomUUID() };
    const keys = [...Object.keys(redirections()), 'PATH', 'LD_PRELOAD', 'AI_FLOW_INPUT'];
    for (const key of keys) {
      const answer = await post({ inputs, variables: [{ key, value: 'x' }] });
      expect([key, answer.status, await answer.text()]).toEqual([
        key,
        400,
        expect.stringContaining('Insufficient permissions to set pipeline variables'),
      ]);
    }
    const unknown = await post({ inputs: { ...inputs, node_options: '--require=/x' } });
    expect(unknown.status).toBe(400);
    expect(project.pipelines).toHaveLength(before);
    const { result } = await shop.ask({ prompt: QUESTION });
    project.variablesRole = 'developer';
    expect(result).toMatchObject({ outcome: 'answered', answer: 'Read.' });
  });
});

it('what the variables name springs the trap where nothing stands in its way', async () => {
  const own = await startTrap();
  const { PATH } = process.env;
  execFileSync(process.execPath, ['-e', ''], { env: { NODE_OPTIONS: `--require=${own.script}` } });
  execFileSync('bash', ['-c', ':'], { env: { PATH, BASH_ENV: own.shell } });
  await fetch(own.url);
  expect(own.sprung()).toEqual({ marks: ['script', 'shell'], connections: 1 });
  await own.stop();
});

describe('where pipeline variables are allowed', () => {
  it('none of them loads code, sends a request elsewhere or changes who asked', async () => {
    const variables = Object.entries(redirections()).map(([key, value]) => ({ key, value }));
    const { status, result } = await shop.askWith(
      { mode: 'change', prompt: '!model {"write":["notes.txt","x"]}' },
      variables,
    );
    expect([status, result.outcome, result.errors]).toEqual(['success', 'changed', []]);
    expect(trap.sprung()).toEqual(UNSPRUNG);
    expect(shop.requests().at(-1)?.credential).toBe('sk-ant-sandbox-0000000000000000');
    const message = shop.git('acme/webshop', 'log', '-1', '--format=%an%n%B', result.branch ?? '');
    expect(message).toContain('Claude\n');
    expect(message).not.toContain('allory');
    const opened = shop.sandbox
      .project('acme/webshop')
      .mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
    expect(opened?.description).toMatch(/asked by Devon Clarke\.\*$/);
  });

  it.each([
    ['CI_SERVER_URL', () => trap.url],
    ['CI_API_V4_URL', () => `${trap.url}/api/v4`],
    ['CI_PROJECT_PATH', () => 'acme/legacy'],
  ])('%s cannot name another place: the job ends', async (key, value) => {
    const asked = shop.requests().length;
    await expect(shop.askWith({ prompt: QUESTION }, [{ key, value: value() }])).rejects.toThrow(
      /left no result:\nfailed\n[^]*CI_(SERVER_URL|API_V4_URL)/,
    );
    expect(trap.sprung()).toEqual(UNSPRUNG);
    expect(shop.requests()).toHaveLength(asked);
  });

  it('a context that is too long for an environment is read from its file', async () => {
    const { result } = await shop.askByVariables({
      prompt: QUESTION,
      options: { language: 'ko', padding: '%'.repeat(200_000) },
    });
    expect(result.outcome).toBe('answered');
    expect(shop.requests().at(-1)?.body).toContain('Answer in the language with the tag ko.');
  });
});

describe('a trigger token', () => {
  it('asks as its owner', async () => {
    const token = `glptt-${randomUUID()}`;
    const { triggerTokens } = shop.sandbox.project('acme/webshop');
    triggerTokens.push({ id: 1, token, ownerId: people.mia.id, description: 'Claude' });
    const { result } = await shop.askByTrigger(token, {
      prompt: `$HOME %PATH% \n${QUESTION}`,
      options: { reply: 'note' },
    });
    expect(result).toMatchObject({ outcome: 'answered', answer: 'Read.' });
    expect(shop.lastPrompt()).toContain('$HOME %PATH%');
    const [issue] = shop.sandbox.project('acme/webshop').issues;
    expect(issue?.discussions.at(-1)?.notes[0]?.body).toMatch(/asked by Mia Hansen\.\*$/);
  });

  it('of a job, which any branch’s code could use, starts nothing', async () => {
    const { pipelines } = shop.sandbox.project('acme/webshop');
    const running = shop.ask({ prompt: `!model {"slow":1500}\n${QUESTION}` });
    await expect.poll(() => pipelines.at(-1)?.jobs[0]?.status).toBe('running');
    const before = pipelines.length;
    const token = pipelines.at(-1)?.jobs[0]?.token ?? '';
    await expect(shop.askByTrigger(token, { prompt: QUESTION })).rejects.toThrow('workflow:rules');
    expect(pipelines).toHaveLength(before);
    await running;
  });
});

describe('what names another place', () => {
  it.each([
    ['AI_FLOW_GITLAB_HOSTNAME', { hostname: 'evil.test' }],
    ['AI_FLOW_PROJECT_PATH', { projectPath: 'other/project' }],
    ['AI_FLOW_DISCUSSION_ID', { discussionId: '../../6/issues' }],
  ])('ends the job by either transport: %s', async (key, wrong) => {
    const asked = shop.requests().length;
    for (const ask of [shop.ask, shop.askByVariables]) {
      const { status, result } = await ask({ prompt: QUESTION, ...wrong });
      expect(status).toBe('failed');
      expect(result).toMatchObject({ outcome: 'failed', errors: [expect.stringContaining(key)] });
    }
    expect(shop.requests()).toHaveLength(asked);
  });

  it('ends the job by variables where the resource has no form; GitLab refuses it as input', async () => {
    const { status, result } = await shop.askByVariables({ prompt: 'x', resource: 'issue/../6' });
    expect([status, result.outcome]).toEqual(['failed', 'failed']);
    expect(result.errors[0]).toContain('AI_FLOW_RESOURCE');
    await expect(shop.ask({ prompt: 'x', resource: 'issue/../6' })).rejects.toThrow('refused');
  });
});
