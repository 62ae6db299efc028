import { describe, expect, test } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import { type Answering, json, worldAnswering } from './world.ts';

const ROOT = 'https://git.acme.test/gitlab';
const TOKEN = 'glpat-secret-0123456789';
const PIPELINE = {
  id: 900,
  project_id: 5,
  status: 'created',
  source: 'api',
  ref: 'ask-claude',
  sha: 'a'.repeat(40),
  name: 'Ask Claude issue/12 x',
  web_url: `${ROOT}/acme/webshop/-/pipelines/900`,
  created_at: '2026-11-21T08:00:00Z',
};
const ORDER = { ref: 'ask-claude', inputs: { discussion_id: 'd', input: 'Ä $HOME' } };

function gitLabAnswering(answer: Answering) {
  const { world, sent, pauses } = worldAnswering(answer);
  return { gitLab: createGitLab({ root: ROOT, token: TOKEN }, world), sent, pauses };
}

const commit = (id: number) => ({
  id: String(id),
  title: 't',
  message: 'm',
  author_name: 'a',
  created_at: '2026-11-21T08:00:00Z',
});

const named = (id: number, name: string | null) => ({ ...PIPELINE, id, name });
const pages = (all: object[][]) => (number: number) =>
  json(all[number - 1] ?? [], {
    headers: { 'x-next-page': number < all.length ? String(number + 1) : '' },
  });

describe('the POST that fires', () => {
  test('carries ref, inputs and variables as given', async () => {
    const { gitLab, sent } = gitLabAnswering(() => json(PIPELINE, { status: 201 }));
    const variables = [{ key: 'AI_FLOW_INPUT', value: 'x', variable_type: 'file' as const }];
    const result = await gitLab.createPipeline(5, { ...ORDER, variables });
    expect(result).toMatchObject({ ok: true, value: { id: 900 } });
    expect(sent[0]?.url.href).toBe(`${ROOT}/api/v4/projects/5/pipeline`);
    expect(sent[0]?.body).toEqual({ ...ORDER, variables });
  });

  test.each([
    ['a 502', () => new Response('', { status: 502 })],
    [
      'a 503 with Retry-After',
      () => new Response('', { status: 503, headers: { 'retry-after': '1' } }),
    ],
    ['a time-out', () => new DOMException('', 'TimeoutError')],
    ['a dead network', () => new TypeError('Failed to fetch')],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.test/' } }),
    ],
    ['HTML', () => new Response('<html></html>', { status: 200 })],
    ['JSON of another shape', () => json({ hello: 'world' })],
  ])('is sent once and lost on %s', async (_, answer) => {
    const { gitLab, sent } = gitLabAnswering(answer);
    const result = await gitLab.createPipeline(5, ORDER);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'answer_lost' } });
    expect(sent).toHaveLength(1);
  });

  test('is sent once on a 429', async () => {
    const { gitLab, sent } = gitLabAnswering(() => new Response('Retry later', { status: 429 }));
    const result = await gitLab.createPipeline(5, ORDER);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'rate_limited' } });
    expect(sent).toHaveLength(1);
  });
});

describe('a GET', () => {
  test.each([429, 502, 503])('is repeated on %i, as long as Retry-After says', async (status) => {
    const { gitLab, sent, pauses } = gitLabAnswering((_, count) =>
      count === 1 ? new Response('', { status, headers: { 'retry-after': '2' } }) : json(PIPELINE),
    );
    expect(await gitLab.pipeline(5, 900)).toMatchObject({ ok: true });
    expect(sent).toHaveLength(2);
    expect(pauses).toEqual([2000]);
  });

  test('is given up after three attempts', async () => {
    const { gitLab, sent } = gitLabAnswering(() => new Response('', { status: 502 }));
    expect(await gitLab.pipeline(5, 900)).toMatchObject({
      ok: false,
      failure: { kind: 'network' },
    });
    expect(sent).toHaveLength(3);
  });

  test('is not repeated when GitLab asks for a long wait', async () => {
    const { gitLab, sent } = gitLabAnswering(
      () => new Response('Retry later', { status: 429, headers: { 'retry-after': '60' } }),
    );
    const result = await gitLab.pipeline(5, 900);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'rate_limited' } });
    expect(sent).toHaveLength(1);
  });

  test.each([404, 500])('is not repeated on %i', async (status) => {
    const { gitLab, sent } = gitLabAnswering(() => new Response('{}', { status }));
    await gitLab.pipeline(5, 900);
    expect(sent).toHaveLength(1);
  });
});

describe('the token', () => {
  test('goes into the header alone, without cookies, cache or redirects', async () => {
    const { gitLab, sent } = gitLabAnswering(() => json(PIPELINE));
    await gitLab.pipeline(5, 900);
    expect(sent[0]?.headers.get('private-token')).toBe(TOKEN);
    expect(sent[0]?.url.href).not.toContain(TOKEN);
    expect(sent[0]?.init).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
    });
  });

  test('is not sent after a redirect to another origin', async () => {
    const { gitLab, sent } = gitLabAnswering(
      () =>
        new Response(null, { status: 301, headers: { location: 'https://evil.test/api/v4/user' } }),
    );
    expect(await gitLab.user()).toMatchObject({ ok: false, failure: { kind: 'not_json' } });
    expect(sent.map(({ url }) => url.origin)).toEqual(['https://git.acme.test']);
  });

  test('cannot leave the API by a path that climbs', async () => {
    const { gitLab, sent } = gitLabAnswering(() => json({}));
    const result = await gitLab.artifact(5, 6, '../../../../../../../oauth/token');
    expect(result.ok).toBe(false);
    expect(sent).toHaveLength(0);
  });

  test('is taken out of what a server echoes', async () => {
    const { gitLab } = gitLabAnswering(() =>
      json({ message: `Token ${TOKEN} is bad` }, { status: 400 }),
    );
    const result = await gitLab.createPipeline(5, ORDER);
    expect(JSON.stringify(result)).not.toContain(TOKEN);
    expect(result).toMatchObject({ failure: { detail: 'Token [token] is bad' } });
  });
});

describe('lists', () => {
  test('are read whole and in order, at most six pages at once', async () => {
    const { gitLab, sent } = gitLabAnswering(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return json([commit(page)], {
        headers: { 'x-total-pages': '9', 'x-next-page': page < 9 ? String(page + 1) : '' },
      });
    });
    const result = await gitLab.commits(5, 34);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value.map(({ id }) => Number(id))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(sent).toHaveLength(9);
    expect(sent[0]?.url.searchParams.get('per_page')).toBe('100');
  });

  test('follow x-next-page where GitLab does not tell the total', async () => {
    const { gitLab } = gitLabAnswering(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return json([commit(page)], { headers: { 'x-next-page': page < 3 ? String(page + 1) : '' } });
    });
    const result = await gitLab.commits(5, 34);
    expect(result.ok && result.value).toHaveLength(3);
  });

  test('fail as a whole when one page fails', async () => {
    const { gitLab } = gitLabAnswering(({ url }) =>
      url.searchParams.get('page') === '2'
        ? new Response('{}', { status: 403 })
        : json([commit(1)], { headers: { 'x-total-pages': '2', 'x-next-page': '2' } }),
    );
    expect(await gitLab.commits(5, 34)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden' },
    });
  });
});

describe('pipelines', () => {
  test('are compared by name again, for a server that ignores the filter', async () => {
    const { gitLab, sent } = gitLabAnswering(() =>
      json([named(3, 'A'), named(2, 'B'), named(1, null)]),
    );
    const result = await gitLab.pipelines(5, { name: 'B' });
    expect(result).toMatchObject({ value: { items: [{ id: 2 }], complete: true } });
    expect(sent[0]?.url.search).toContain('name=B');
    expect(sent[0]?.url.search).toContain('order_by=id');
  });

  test('end at the id asked for', async () => {
    const answer = pages([
      [named(9, 'A'), named(8, 'A')],
      [named(7, 'A'), named(6, 'A')],
      [named(5, 'A')],
    ]);
    const { gitLab, sent } = gitLabAnswering((_, count) => answer(count));
    const result = await gitLab.pipelines(5, { downTo: 7 });
    expect(result).toMatchObject({
      value: { items: [{ id: 9 }, { id: 8 }, { id: 7 }], complete: true },
    });
    expect(sent).toHaveLength(2);
  });

  test('are incomplete when a later page fails, and fail when the first does', async () => {
    const { gitLab } = gitLabAnswering((_, count) =>
      count === 1 ? pages([[named(9, 'A')], []])(1) : new Response('', { status: 500 }),
    );
    expect(await gitLab.pipelines(5, {})).toMatchObject({
      value: { items: [{ id: 9 }], complete: false },
    });
    const dead = gitLabAnswering(() => new Response('', { status: 500 }));
    expect(await dead.gitLab.pipelines(5, {})).toMatchObject({ failure: { kind: 'network' } });
  });

  test('name each pipeline once when a new one shifts the pages', async () => {
    const answer = pages([
      [named(9, 'A'), named(8, 'A')],
      [named(8, 'A'), named(7, 'A')],
    ]);
    const { gitLab } = gitLabAnswering((_, count) => answer(count));
    const result = await gitLab.pipelines(5, {});
    expect(result.ok && result.value.items.map(({ id }) => id)).toEqual([9, 8, 7]);
  });
});

describe('texts', () => {
  test('come as text, whatever their type', async () => {
    const { gitLab, sent } = gitLabAnswering(() => json({ version: 1 }));
    expect(await gitLab.artifact(5, 77, '.claude-ci/result.json')).toEqual({
      ok: true,
      value: '{"version":1}',
    });
    expect(sent[0]?.url.pathname).toBe(
      '/gitlab/api/v4/projects/5/jobs/77/artifacts/.claude-ci/result.json',
    );
  });

  test('are not taken from a sign-in page', async () => {
    const { gitLab } = gitLabAnswering(
      () =>
        new Response('<html></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    );
    expect(await gitLab.file(5, '.gitlab-ci.yml', 'main')).toMatchObject({
      failure: { kind: 'not_json' },
    });
  });

  test('a branch may be called raw', async () => {
    const branch = {
      name: 'raw',
      protected: false,
      default: false,
      can_push: true,
      developers_can_push: false,
      developers_can_merge: false,
      commit: { id: 'a' },
    };
    const { gitLab } = gitLabAnswering(() => json(branch));
    expect(await gitLab.branch(5, 'raw')).toMatchObject({ ok: true });
  });
});

test('lint asks for the file at the ref, with its jobs', async () => {
  const { gitLab, sent } = gitLabAnswering(() => json({ valid: true, errors: [] }));
  await gitLab.lint(5, { ref: 'ask-claude' });
  expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toEqual({
    content_ref: 'ask-claude',
    include_jobs: 'true',
  });
  await gitLab.lint(5, { content: 'a: {}' });
  expect(sent[1]?.body).toEqual({ content: 'a: {}', include_jobs: true });
});

test('threads and notes are read and written where the page is', async () => {
  const note = {
    id: 1,
    body: 'b',
    author: { id: 1, username: 'mia', name: 'Mia' },
    created_at: 'x',
    system: false,
  };
  const { gitLab, sent } = gitLabAnswering(({ method }) => json(method === 'POST' ? note : []));
  await gitLab.discussions(5, 'merge_request', 34);
  await gitLab.replyToDiscussion(5, 'issue', 12, 'd'.repeat(40), 'hi');
  await gitLab.createNote(5, 'merge_request', 34, 'hi');
  expect(
    sent.map(({ method, url }) => `${method} ${url.pathname.replace('/gitlab/api/v4', '')}`),
  ).toEqual([
    'GET /projects/5/merge_requests/34/discussions',
    `POST /projects/5/issues/12/discussions/${'d'.repeat(40)}/notes`,
    'POST /projects/5/merge_requests/34/notes',
  ]);
});
