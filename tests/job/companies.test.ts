import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { programFile, smallRootFile } from '../../utils/setup/jobFiles.ts';
import { PROGRAM_PATH } from '../../utils/setup/smallRoot.ts';
import { runPipeline } from '../sandbox/ci/runPipeline.ts';
import type { Runner } from '../sandbox/ci/Runner.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';
import { startTlsFront } from './startTlsFront.ts';
import { startProxy } from './startProxy.ts';

const QUESTION = '!model {"say":"Read."}';
const WRITE = '!model {"write":["notes.txt","kept"]}';
const webshop = 'acme/webshop';

/** A shop whose jobs run on such a machine. */
async function shopOn(runner: (url: string) => Runner): Promise<Shop> {
  const shop: Shop = await openShop({
    engine: {
      runPipeline: (request, plan, hooks, signal) =>
        runPipeline(request, plan, hooks, signal, runner(shop.sandbox.url)),
    },
  });
  onTestFinished(() => shop.sandbox.stop());
  return shop;
}

describe('behind a proxy of the runner’s', () => {
  it('GitLab’s API and its code are reached by it, and the work is pushed', async () => {
    const proxy = await startProxy('devon:pass-word');
    onTestFinished(proxy.stop);
    const environment = { http_proxy: proxy.url, HTTP_PROXY: proxy.url };
    const shop = await shopOn(() => ({ environment }));
    const { result } = await shop.ask({ mode: 'change', prompt: WRITE });
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    const { host } = new URL(shop.sandbox.url);
    expect(proxy.seen.join('\n')).toMatch(new RegExp(`(/api/v4/job|CONNECT ${host})`));
    expect(proxy.seen.join('\n')).toContain('git-receive-pack');
  });

  it('that asks for a password and gets none, the job ends at once and says what to do', async () => {
    const proxy = await startProxy('devon:pass-word');
    onTestFinished(proxy.stop);
    const url = proxy.url.replace('devon:pass-word@', '');
    const shop = await shopOn(() => ({}));
    shop.settle({ proxy: url });
    const { status, result, log } = await shop.ask({ prompt: QUESTION });
    expect(status).toBe('failed');
    expect(result.errors).toEqual([expect.stringContaining('asks for a login (407): write user')]);
    expect(log).not.toContain('git fetch');
  });
});

describe('a GitLab with a certificate authority of the company’s', () => {
  it('is reached where the file or the runner names that authority, for its API and its code, and not otherwise', async () => {
    // The runner trusts it for its own clone; the job is told by the file alone, at first.
    const runner: Runner = {};
    const shop = await shopOn(() => runner);
    const front = await startTlsFront(new URL(shop.sandbox.url).port);
    onTestFinished(front.stop);
    Object.assign(runner, { cloneUrl: front.url, environment: { GIT_SSL_CAINFO: front.ca } });
    const ask = async (settings: Record<string, string>) => {
      const root = smallRootFile({
        provider: 'claude',
        endpoints: { anthropic: shop.sandbox.model?.url ?? '' },
        choices: { settings },
      });
      plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root, [PROGRAM_PATH]: programFile() });
      return shop.ask({ mode: 'change', prompt: WRITE });
    };
    const unknown = await ask({});
    expect(unknown.result.outcome).toBe('failed');
    expect(unknown.result.errors.join()).toMatch(/certificate/i);
    const { result } = await ask({ ca: front.ca });
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    expect(front.seen).toContain('GET /api/v4/job');
    expect(front.seen.join('\n')).toContain('git-receive-pack');

    const proxy = await startProxy();
    onTestFinished(proxy.stop);
    const environment = { CI_SERVER_TLS_CA_FILE: front.ca, https_proxy: proxy.url };
    runner.environment = { ...runner.environment, ...environment };
    const told = await ask({});
    expect(told.result).toMatchObject({ outcome: 'changed', errors: [] });
    // The runner's clone comes by it once; the job's requests, fetch and push are further ones.
    const tunnel = `CONNECT ${new URL(front.url).host}`;
    expect(proxy.seen.filter((one) => one === tunnel).length).toBeGreaterThan(2);
  });
});

describe('where the runner reaches GitLab by another address', () => {
  it('the job does, too, and links the address that people know', async () => {
    const shop = await shopOn((url) => ({ cloneUrl: url.replace('127.0.0.1', 'LocalHost') }));
    const { result } = await shop.ask({
      mode: 'change',
      prompt: WRITE,
      options: { reply: 'note' },
    });
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    expect(result.note_url).toContain(shop.sandbox.url);
  });
});

describe('where the file says where GitLab is', () => {
  it('the runner need not clone, GitLab proves the job, and git goes where the file says', async () => {
    const shop = await shopOn(() => ({}));
    const front = await startTlsFront(new URL(shop.sandbox.url).port);
    onTestFinished(front.stop);
    const place = createServer((_, response) => response.end(programFile()));
    await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', () => resolve()));
    onTestFinished(() => void place.close());
    const address = place.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const root = smallRootFile({
      provider: 'claude',
      endpoints: { anthropic: shop.sandbox.model?.url ?? '' },
      choices: { settings: { server: shop.sandbox.url, git_root: front.url, ca: front.ca } },
      program: `http://127.0.0.1:${address.port}/ask-claude.mjs`,
    });
    expect(root).toContain('GIT_STRATEGY: none');
    plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root });
    const { result, log } = await shop.ask({ mode: 'change', prompt: WRITE });
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    expect(log).not.toContain('Checking out');
    expect(front.seen.join('\n')).toMatch(/git-upload-pack[^]*git-receive-pack/);
    expect(front.seen).not.toContain('GET /api/v4/job');
  });
});

describe('a branch of any name that git takes', () => {
  // One of each kind: letters of other scripts, what a shell, a refspec or an address would read.
  const NAME = 'größe/主干-fix(cart)&b;y$(z)!,%41\'"`|<x>#';

  it('is changed as the source of a merge request into another such', async () => {
    const shop = await shopOn(() => ({}));
    const request = shop.sandbox.project(webshop).mergeRequests.find(({ iid }) => iid === 34);
    if (!request) throw new Error('no !34');
    shop.git(webshop, 'branch', NAME, request.sourceBranch);
    shop.git(webshop, 'branch', `${NAME}-2`, request.targetBranch);
    Object.assign(request, { sourceBranch: NAME, targetBranch: `${NAME}-2` });
    const ask = { mode: 'change', resource: 'merge_request/34', prompt: WRITE };
    const { result } = await shop.ask(ask);
    expect(result).toMatchObject({ outcome: 'changed', branch: NAME, errors: [] });
  });

  it('is worked on as the default branch', async () => {
    const shop = await shopOn(() => ({}));
    shop.git(webshop, 'branch', NAME, 'main');
    shop.sandbox.project(webshop).defaultBranch = NAME;
    const { result } = await shop.ask({ mode: 'change', prompt: WRITE });
    expect(result).toMatchObject({ outcome: 'changed', errors: [] });
    const { mergeRequests } = shop.sandbox.project(webshop);
    const opened = mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
    expect(opened?.targetBranch).toBe(NAME);
  });
});

describe('a merge request whose ref GitLab has removed', () => {
  it('is read by its newest commit, else the default branch is, with a remark', async () => {
    const shop = await shopOn(() => ({}));
    const head = shop.git(webshop, 'rev-parse', 'refs/merge-requests/34/head').trim();
    shop.git(webshop, 'update-ref', '-d', 'refs/merge-requests/34/head');
    const { result, log } = await shop.ask({ prompt: QUESTION, resource: 'merge_request/34' });
    expect(result).toMatchObject({ outcome: 'answered', errors: [] });
    expect(log).toContain(`prepared: !34 at ${head.slice(0, 8)}`);

    // Its commit is gone as well: GitLab's API knows one that git has not.
    const path = `/api/v4/projects/${encodeURIComponent(webshop)}/merge_requests/34`;
    const headers = { 'PRIVATE-TOKEN': shop.sandbox.tokens.dev };
    const known = await (await fetch(`${shop.sandbox.url}${path}`, { headers })).text();
    const body = known.replaceAll(head, 'c0ffee00'.repeat(5));
    const answer = { kind: 'answer', status: 200, body } as const;
    shop.sandbox.faults.next({ method: 'GET', path }, answer);
    const gone = await shop.ask({ prompt: QUESTION, resource: 'merge_request/34' });
    expect(gone.result).toMatchObject({ outcome: 'answered', answer: 'Read.' });
    expect(gone.result.errors).toEqual([
      expect.stringContaining('The code of !34 is gone, so Claude worked on main'),
    ]);
  });
});
