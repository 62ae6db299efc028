import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const notesOf = (iid: number): string[] =>
  shop.sandbox
    .project(webshop)
    .issues.filter((issue) => issue.iid === iid)
    .flatMap(({ discussions }) =>
      discussions.flatMap(({ notes }) => notes.map(({ body }) => body)),
    );

/** Cancels the newest pipeline, as GitLab's page does. */
async function cancelLast(): Promise<void> {
  const { id } = shop.sandbox.project(webshop).pipelines.at(-1) ?? { id: 0 };
  await fetch(`${shop.sandbox.url}/api/v4/projects/5/pipelines/${id}/cancel`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': shop.sandbox.tokens.dev },
  });
}

describe('a question on an issue', () => {
  it('is answered in the artifact alone, from files really read', async () => {
    const before = notesOf(12).length;
    const refs = shop.git(webshop, 'for-each-ref');
    const { status, result, log } = await shop.ask({
      prompt: 'Why does the cart ignore the quantity?',
    });
    expect(status).toBe('success');
    expect(result).toMatchObject({ outcome: 'answered', branch: null, commits: [], errors: [] });
    expect(result.answer).toContain('`subtotal(items)`');
    expect(log).toContain('ask-claude> tool: Read src/cart.js');
    expect(log).toMatch(
      /ask-claude> usage: 5000 tokens read\n[^]*usage: 10000 tokens read, 0\.\d+ USD/,
    );
    expect(notesOf(12)).toHaveLength(before);
    expect(shop.git(webshop, 'for-each-ref')).toBe(refs);
  });

  it('offers the model nothing that writes or runs, and no token of GitLab', async () => {
    await shop.ask({ prompt: 'Which file sums up the cart?' });
    const last = shop.requests().at(-1);
    expect(last?.tools).toEqual(expect.arrayContaining(['Read', 'Grep', 'Glob']));
    expect(last?.tools).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Bash|Edit|Write|Web|Task/)]),
    );
    const access = shop.sandbox
      .project(webshop)
      .variables.find(({ key }) => key === 'GITLAB_ACCESS_TOKEN');
    expect(access?.value).toBeTruthy();
    expect(last?.body).not.toContain(access?.value);
  });

  it('is posted as a comment when that is wanted, with nothing in it that acts', async () => {
    await shop.ask({
      prompt: `!model ${JSON.stringify({ say: 'Done.\n/close\nThanks @all' })}`,
      options: { reply: 'note' },
    });
    const [answer, signature] = (notesOf(12).at(-1) ?? '').split('\n\n---\n');
    expect(answer).toBe('Done.\n\\/close\nThanks @\u2060all');
    expect(signature).toContain('asked by Devon Clarke');
  });
});

describe('a change on an issue', () => {
  it('becomes a branch, one commit, a merge request and a note', async () => {
    const requestId = randomUUID();
    const { result, status, log } = await shop.ask({
      prompt: 'Fix the cart: it ignores the quantity.',
      mode: 'change',
      requestId,
      options: { reply: 'note' },
    });
    expect(status).toBe('success');
    expect(result).toMatchObject({
      outcome: 'changed',
      branch: `claude/issue-12-${requestId.slice(0, 8)}`,
      errors: [],
      merge_request: { iid: expect.any(Number) },
    });
    const [commit = ''] = result.commits ?? [];
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(shop.git(webshop, 'rev-parse', `refs/heads/${result.branch ?? ''}`).trim()).toBe(commit);
    expect(shop.git(webshop, 'show', `${commit}:src/cart.js`)).toContain(
      'item.price * item.quantity',
    );
    expect(shop.git(webshop, 'diff', '--name-only', 'main', commit)).toBe('src/cart.js\n');
    expect(
      shop.git(webshop, 'log', '-1', '--format=%an %(trailers:key=Co-authored-by)', commit),
    ).toMatch(/^Claude Co-authored-by: Devon Clarke <8-dev@users\.noreply\.127\.0\.0\.1>\s*$/);
    // The address that people do not see stays GitLab's own.
    expect(shop.git(webshop, 'log', '-1', '--format=%B', commit)).not.toContain('dev@acme.example');
    const opened = shop.sandbox
      .project(webshop)
      .mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
    expect(opened).toMatchObject({ targetBranch: 'main', draft: false });
    expect(opened?.description).toContain('Related to #12');
    expect(notesOf(12).at(-1)).toContain(result.merge_request?.web_url);
    expect(log).toContain('ask-claude> pushed: claude/issue-12-');
  });

  it('pushes nothing when nothing changed', async () => {
    const refs = shop.git(webshop, 'for-each-ref');
    const { result } = await shop.ask({
      prompt: '!model {"say":"Nothing to do here."}',
      mode: 'change',
    });
    expect(result).toMatchObject({ outcome: 'answered', branch: null, commits: [] });
    expect(shop.git(webshop, 'for-each-ref')).toBe(refs);
  });

  it('leaves files that rule CI, reviews or agents as they are', async () => {
    const { result } = await shop.ask({
      mode: 'change',
      prompt: [
        '.gitlab-ci.yml',
        'CLAUDE.md',
        'docs/CODEOWNERS',
        '.claude/settings.json',
        'notes.txt',
      ]
        .map((path) => `!model ${JSON.stringify({ write: [path, 'x'] })}`)
        .join('\n'),
    });
    expect(result).toMatchObject({ outcome: 'changed', denied_tools: ['Write'] });
    const [commit = ''] = result.commits ?? [];
    expect(shop.git(webshop, 'diff', '--name-only', 'main', commit)).toBe('notes.txt\n');
  });

  it('is a patch in the artifact where there is no access token', async () => {
    const project = shop.sandbox.project(webshop);
    const variables = project.variables;
    project.variables = variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN');
    const refs = shop.git(webshop, 'for-each-ref');
    const { result, patch } = await shop.ask({ prompt: 'Fix the cart quantity', mode: 'change' });
    project.variables = variables;
    expect(result).toMatchObject({
      outcome: 'changed',
      branch: null,
      commits: [],
      merge_request: null,
    });
    expect(result.errors.join()).toContain('GITLAB_ACCESS_TOKEN');
    expect(patch).toContain('+');
    expect(shop.git(webshop, 'for-each-ref')).toBe(refs);
  });
});

describe('one ask', () => {
  it('is done once, even when it became two pipelines', async () => {
    const requestId = randomUUID();
    const prompt = 'Why does the cart ignore the quantity?';
    const first = await shop.ask({ prompt, requestId });
    const asked = shop.requests().length;
    const second = await shop.ask({ prompt, requestId });
    expect(first.result.outcome).toBe('answered');
    expect(second).toMatchObject({ status: 'success', result: { outcome: 'nothing', answer: '' } });
    expect(second.result.errors[0]).toMatch(/^Pipeline \d+ was made for the same request/);
    expect(shop.requests()).toHaveLength(asked);
  });

  it('fails when it names another project, without asking the model', async () => {
    const asked = shop.requests().length;
    const { status, result } = await shop.ask({ prompt: 'x', projectPath: 'acme/legacy' });
    expect(status).toBe('failed');
    expect(result).toMatchObject({
      outcome: 'failed',
      errors: [expect.stringContaining('AI_FLOW_PROJECT_PATH')],
    });
    expect(shop.requests()).toHaveLength(asked);
  });

  it('ends at its limit and says which', async () => {
    const { status, result } = await shop.ask({
      prompt: '!model {"loop":"src/cart.js"}',
      options: { max_turns: 3 },
    });
    expect(status).toBe('success');
    expect(result).toMatchObject({ outcome: 'limit', limit: 'turns' });
  });

  it('ends on a cancel without pushing anything, and says so', async () => {
    const refs = shop.git(webshop, 'for-each-ref');
    const asked = shop.ask({ mode: 'change', prompt: '!model {"slow":20000}' });
    await expect.poll(() => shop.requests().at(-1)?.prompt).toContain('20000');
    await cancelLast();
    const { status, result } = await asked;
    expect(status).toBe('canceled');
    expect(result).toMatchObject({ outcome: 'cancelled', branch: null, commits: [] });
    expect(shop.git(webshop, 'for-each-ref')).toBe(refs);
  });
});

describe('the options of one ask', () => {
  it('reach Claude: model, language and limits', async () => {
    const { status, log } = await shop.ask({
      prompt: 'Which file sums up the cart?',
      options: { model: 'claude-haiku-4-5', effort: 'high', language: 'ko', max_cost_usd: 0.5 },
    });
    const last = shop.requests().at(-1);
    expect([status, last?.model]).toEqual(['success', 'claude-haiku-4-5']);
    expect(last?.body).toContain('Answer in the language with the tag ko.');
    expect(log).not.toContain('ask-claude> warning');
  });

  it('are held within the caps, and the log says so', async () => {
    const { status, log } = await shop.ask({
      prompt: 'Which file sums up the cart?',
      options: { max_turns: 500, max_cost_usd: 100, model: '--settings={}' },
    });
    expect(status).toBe('success');
    expect(log).toContain('max_turns: 500 was asked for, the job allows 40');
    expect(log).toContain('max_cost_usd: 100 was asked for, the job allows 5');
    expect(log).toContain('model: not a value that it can have');
    expect(log).not.toContain('--settings={}');
  });
});
