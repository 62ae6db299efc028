/** Over 250 lines: one server is started once for all of it. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PipelineRequest } from '../../sandbox/ci/types.ts';
import { GIT_ENVIRONMENT } from '../../sandbox/git/git.ts';
import { type Sandbox, startSandbox } from '../../sandbox/startSandbox.ts';

/** The server with a planner that always says yes: what GitLab itself decides, not its CI files. */

let sandbox: Sandbox;
let folder: string;
const planned: PipelineRequest[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  sandbox = await startSandbox({
    anthropicUrl: 'http://127.0.0.1:9',
    relativeRoot: '/gitlab',
    engine: {
      planPipeline(request) {
        planned.push(request);
        const job = { name: 'claude', stage: 'test', allowFailure: false } as const;
        return Promise.resolve({
          name: null,
          stages: ['test'],
          jobs: [{ ...job, when: 'on_success', resourceGroup: null }],
        });
      },
      runPipeline: (_request, _plan, hooks, signal) =>
        new Promise((resolve) => {
          hooks.onStatus('claude', 'running');
          signal.addEventListener('abort', () => {
            hooks.onStatus('claude', 'canceled');
            resolve();
          });
        }),
    },
  });
});
afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  sandbox.project('acme/webshop').variablesRole = 'developer';
});

interface Answer {
  status: number;
  body: unknown;
}

async function call(
  method: string,
  path: string,
  body?: object,
  token = sandbox.tokens.dev,
  header = 'private-token',
): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/api/v4${path}`, {
    method,
    headers: { [header]: token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: json ? JSON.parse(text) : text };
}

const SHOP = '/projects/acme%2Fwebshop';

function refused(answer: Answer): unknown {
  return [answer.status, answer.body];
}

test.each([
  ['expired', 401, { error: 'invalid_token' }],
  ['revoked', 401, { error: 'invalid_token' }],
  ['stranger', 404, { message: '404 Project Not Found' }],
] as const)('the token "%s" gets GitLab\'s refusal', async (name, status, body) => {
  const answer = await call('GET', SHOP, undefined, sandbox.tokens[name]);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject(body);
});

test('an unknown token is unauthorized, a read-only one lacks the scope to write', async () => {
  expect(refused(await call('GET', SHOP, undefined, 'glpat-unknown'))).toEqual([
    401,
    { message: '401 Unauthorized' },
  ]);
  const answer = await call('POST', `${SHOP}/pipeline`, { ref: 'main' }, sandbox.tokens.readOnly);
  expect(answer).toMatchObject({
    status: 403,
    body: { error: 'insufficient_scope', scope: 'mcp ai_workflows api read_api' },
  });
});

test('only maintainers see the setting for pipeline variables', async () => {
  const key = 'ci_pipeline_variables_minimum_override_role';
  expect((await call('GET', SHOP)).body).not.toHaveProperty(key);
  expect((await call('GET', SHOP, undefined, sandbox.tokens.mia)).body).toHaveProperty(key);
});

test('lists come in pages that name the next one', async () => {
  const response = await fetch(`${sandbox.url}/api/v4${SHOP}/issues?per_page=1&page=2`, {
    headers: { 'private-token': sandbox.tokens.dev },
  });
  expect(response.headers.get('x-next-page')).toBe('3');
  expect(response.headers.get('x-total')).toBe('4');
  expect(response.headers.get('link')).toContain(`${sandbox.url}/api/v4/projects/`);
  expect(response.headers.get('etag')).toMatch(/^W\//);
});

test.each<[string, object, unknown]>([
  ['no ref', {}, { error: 'ref is missing' }],
  ['an unknown ref', { ref: 'nowhere' }, { message: { base: ['Reference not found'] } }],
  [
    'variables that are no list',
    { ref: 'ask-claude', variables: { A: 'b' } },
    { error: 'variables is invalid' },
  ],
  [
    'a key twice',
    {
      ref: 'ask-claude',
      variables: [
        { key: 'A', value: '1' },
        { key: 'A', value: '2' },
      ],
    },
    { message: { base: ['Duplicate variable name: A'] } },
  ],
  ['a NUL byte', { ref: 'ask-claude', inputs: { input: 'a\u0000b' } }, 'Bad Request'],
])('a pipeline with %s is refused', async (_what, body, words) => {
  expect(refused(await call('POST', `${SHOP}/pipeline`, body))).toEqual([400, words]);
});

test('a Developer may run on the runner branch, not on the protected default branch', async () => {
  expect((await call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude' })).status).toBe(201);
  const { status, body } = await call('POST', `${SHOP}/pipeline`, { ref: 'main' });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("run a pipeline on 'main'");
});

test('where variables are forbidden, inputs still pass', async () => {
  sandbox.project('acme/webshop').variablesRole = 'no_one_allowed';
  const variables = [{ key: 'AI_FLOW_INPUT', value: 'hi' }];
  expect(refused(await call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude', variables }))).toEqual(
    [400, { message: { base: ['Insufficient permissions to set pipeline variables'] } }],
  );
  const inputs = { input: 'hi $HOME %X%' };
  const answer = await call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude', inputs });
  expect(answer.status).toBe(201);
  expect(planned.at(-1)?.inputs).toEqual(inputs);
});

test('a running pipeline is cancelled', async () => {
  const { body } = await call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude' });
  const pipeline = sandbox.pipelines('acme/webshop').at(-1);
  expect(body).toMatchObject({ id: pipeline?.id, source: 'api' });
  const path = `${SHOP}/pipelines/${pipeline?.id}`;
  expect((await call('POST', `${path}/cancel`)).status).toBe(200);
  await pipeline?.finished;
  expect((await call('GET', path)).body).toMatchObject({ status: 'canceled' });
});

test('a job token reads while its job runs, and never writes', async () => {
  await call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude' });
  const token = sandbox.pipelines('acme/webshop').at(-1)?.jobs[0]?.token ?? '';
  const read = await call('GET', `${SHOP}/pipelines`, undefined, token, 'job-token');
  expect(read.status).toBe(200);
  const note = await call('POST', `${SHOP}/issues/12/notes`, { body: 'x' }, token, 'job-token');
  expect(note.status).toBe(401);
});

test('a confidential issue is closed to those without a role', async () => {
  sandbox.project('acme/webshop').members.set(9, 10);
  const seen = await call('GET', `${SHOP}/issues/15`, undefined, sandbox.tokens.stranger);
  sandbox.project('acme/webshop').members.delete(9);
  expect(seen.status).toBe(404);
});

test('a push moves the merge request and starts a pipeline; a protected branch holds', async () => {
  const run = promisify(execFile);
  const clone = join(folder, 'clone');
  const address = new URL(`${sandbox.url}/acme/webshop.git`);
  address.username = 'oauth2';
  address.password = sandbox.tokens.dev;
  const environment = {
    ...GIT_ENVIRONMENT,
    GIT_AUTHOR_NAME: 'D',
    GIT_AUTHOR_EMAIL: 'd@acme.example',
    GIT_COMMITTER_NAME: 'D',
    GIT_COMMITTER_EMAIL: 'd@acme.example',
  };
  const git = (...args: string[]): Promise<{ stdout: string }> =>
    run('git', ['-C', clone, ...args], { env: environment });
  await run('git', ['clone', '-q', '-b', 'feature/vouchers', address.href, clone], {
    env: environment,
  });
  await writeFile(join(clone, 'notes.txt'), 'hello\n');
  await git('add', '.');
  await git('commit', '-q', '-m', 'Add notes');
  await git('push', '-q', 'origin', 'HEAD');
  const head = (await git('rev-parse', 'HEAD')).stdout.trim();
  const { body } = await call('GET', `${SHOP}/merge_requests/34`);
  expect(body).toMatchObject({ sha: head });
  expect(sandbox.pipelines('acme/webshop').at(-1)).toMatchObject({ source: 'push', sha: head });
  await git('fetch', '-q', 'origin', 'refs/merge-requests/34/head');
  expect((await git('rev-parse', 'FETCH_HEAD')).stdout.trim()).toBe(head);
  await expect(git('push', '-q', 'origin', 'HEAD:main')).rejects.toThrow(/protected branches/);
});

test('a commit by the API starts a branch, and a merge request of it can be merged', async () => {
  const commit = await call('POST', `${SHOP}/repository/commits`, {
    branch: 'set-up',
    start_branch: 'main',
    commit_message: 'Set up',
    actions: [{ action: 'create', file_path: 'set-up.txt', content: 'hi' }],
  });
  expect(commit.status).toBe(201);
  const again = await call('POST', `${SHOP}/repository/commits`, {
    branch: 'set-up',
    start_branch: 'main',
    commit_message: 'Set up',
    actions: [],
  });
  expect(again.status).toBe(400);
  const made = await call('POST', `${SHOP}/merge_requests`, {
    source_branch: 'set-up',
    target_branch: 'main',
    title: 'Set up',
  });
  expect(made).toMatchObject({ status: 201, body: { iid: 35, state: 'opened' } });
  const path = `${SHOP}/merge_requests/35/merge`;
  expect((await call('PUT', path, {})).status).toBe(401);
  const merged = await call('PUT', path, {}, sandbox.tokens.mia);
  expect(merged.body).toMatchObject({ state: 'merged' });
  const file = await call('GET', `${SHOP}/repository/files/set-up.txt/raw?ref=main`);
  expect(file.body).toBe('hi');
});

test('a planned fault happens once; handled work stays done when its answer is lost', async () => {
  const matcher = { method: 'POST', path: /\/pipeline$/ };
  const before = sandbox.pipelines('acme/webshop').length;
  sandbox.faults.next(matcher, { kind: 'drop' });
  await expect(call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude' })).rejects.toThrow(
    'fetch failed',
  );
  expect(sandbox.pipelines('acme/webshop')).toHaveLength(before);
  sandbox.faults.next(matcher, { kind: 'handle-then-drop' });
  await expect(call('POST', `${SHOP}/pipeline`, { ref: 'ask-claude' })).rejects.toThrow(
    'fetch failed',
  );
  expect(sandbox.pipelines('acme/webshop')).toHaveLength(before + 1);
  expect(sandbox.faults.pending()).toBe(0);
});

test('the log of calls holds no token', async () => {
  await call('GET', `${SHOP}?private_token=${sandbox.tokens.dev}`);
  expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.tokens.dev);
  expect(sandbox.requests.at(-1)).toMatchObject({ path: `/api/v4${SHOP}`, status: 200 });
});

test("an issue's page is a work item's, under GitLab's own policy, for those who may see it", async () => {
  const signIn = await fetch(sandbox.signIn('dev', '/acme/webshop/-/issues/12'), {
    redirect: 'manual',
  });
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = await fetch(`${sandbox.url}/acme/webshop/-/issues/12`, { headers: { cookie } });
  expect(page.url).toBe(`${sandbox.url}/acme/webshop/-/work_items/12`);
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'strict-dynamic'/);
  const html = await page.text();
  expect(html).toContain('data-page="projects:work_items:show"');
  expect(html).toContain('<li\n    class="js-timeline-entry timeline-entry note-discussion"');
});
