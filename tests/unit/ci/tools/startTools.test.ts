import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CLAUDE_USER } from '../../../../ci/caps.ts';
import { readingTools, startTools } from '../../../../ci/tools/startTools.ts';
import { aJob } from '../aJob.ts';

const ON = { ASK_CLAUDE_GITLAB_TOOLS: 'yes', GITLAB_READ_TOKEN: 'read-token' };

async function opened(environment: Record<string, string> = {}, user: number | null = null) {
  const job = await aJob({ environment: { ...ON, ...environment } });
  const tools = await startTools(job, { gitlab: readingTools(job), none: [] }, user);
  if (tools === null) throw new Error('the tools are off');
  onTestFinished(() => tools.stop());
  const path = join(job.folder, 'tools.json');
  const { mcpServers } = JSON.parse(await readFile(path, 'utf8'));
  return { tools, path, server: mcpServers.gitlab };
}

function ask(server: { url: string; headers: Record<string, string> }, body: string) {
  return fetch(server.url, { method: 'POST', headers: server.headers, body });
}

describe('tools of GitLab', () => {
  it('are off unless the job’s file switches them on', async () => {
    const off = await aJob({ environment: { ...ON, ASK_CLAUDE_GITLAB_TOOLS: 'true' } });
    expect(readingTools(off)).toEqual([]);
    expect(await startTools(off, { gitlab: [] }, null)).toBeNull();
    expect(off.lines).toEqual([]);
  });

  it('are missed aloud where there is no token for them', async () => {
    const job = await aJob({ environment: { ...ON, GITLAB_READ_TOKEN: '' } });
    expect(readingTools(job)).toEqual([]);
    expect(job.lines).toEqual([expect.stringMatching(/^warning .*GITLAB_READ_TOKEN/)]);
  });

  it('are allowed by name, at an address of this machine that its user alone may read', async () => {
    const isRoot = process.getuid?.() === 0;
    const { tools, path, server } = await opened({}, isRoot ? CLAUDE_USER : null);
    expect(tools.arguments).toEqual([
      `--mcp-config=${path}`,
      '--allowedTools=mcp__gitlab__read_issue,mcp__gitlab__read_merge_request,mcp__gitlab__search',
    ]);
    expect(server).toEqual({
      type: 'http',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/gitlab$/),
      headers: { authorization: expect.stringMatching(/^Bearer [0-9a-f]{48}$/) },
    });
    const { mode, uid } = await stat(path);
    expect([mode & 0o777, uid]).toEqual([0o400, isRoot ? CLAUDE_USER : process.getuid?.()]);
  });

  it.each([
    [{}, '127.0.0.1'],
    [{ NO_PROXY: 'git.test' }, 'git.test,127.0.0.1'],
    [{ no_proxy: 'acme.test' }, 'acme.test,127.0.0.1'],
  ])('are reached past the proxies of %j', async (environment, noProxy) => {
    const { tools } = await opened(environment);
    expect(tools.environment).toEqual({ NO_PROXY: noProxy, no_proxy: noProxy });
  });
});

describe('their server', () => {
  it('answers who knows the word', async () => {
    const { server } = await opened();
    const answer = await ask(server, '{"jsonrpc":"2.0","id":1,"method":"ping"}');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { jsonrpc: '2.0', id: 1, result: {} },
    ]);
  });

  it('asks GitLab for the job’s project, by the token for reading', async () => {
    const { server } = await opened();
    const real = fetch;
    const asked: unknown[] = [];
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      if (url.startsWith('http://127.0.0.1')) return real(url, init);
      asked.push([url, init?.headers]);
      return Promise.resolve(new Response('', { status: 404 }));
    });
    const call = { name: 'read_issue', arguments: { iid: 3 } };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call });
    const answer = await ask(server, body);
    expect(await answer.text()).toContain('There is none.');
    expect(asked).toEqual([
      [
        'https://git.test/api/v4/projects/acme%2Fwebshop/issues/3',
        { 'PRIVATE-TOKEN': 'read-token' },
      ],
    ]);
  });

  it('refuses everybody else, other methods and what is too long', async () => {
    const { server } = await opened();
    expect((await ask({ ...server, headers: {} }, '{}')).status).toBe(401);
    expect((await fetch(server.url, { headers: server.headers })).status).toBe(405);
    expect((await ask(server, 'x'.repeat(100_001))).status).toBe(413);
  });

  it('has nothing to say to a notification, and ends what is no JSON', async () => {
    const { server } = await opened();
    const notified = await ask(server, '{"method":"notifications/initialized"}');
    expect([notified.status, await notified.text()]).toEqual([202, '']);
    await expect(ask(server, '{')).rejects.toThrow('fetch failed');
  });

  it('is gone when the job has ended', async () => {
    const { tools, server } = await opened();
    tools.stop();
    await expect(ask(server, '{}')).rejects.toThrow('fetch failed');
  });
});
