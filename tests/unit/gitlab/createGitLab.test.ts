import { describe, expect, test } from 'vitest';
import { PIPELINE, ROOT, TOKEN, gitLabAnswering, json } from './world.ts';

const ORDER = { ref: 'ask-claude', inputs: { discussion_id: 'd', input: 'Ä $HOME' } };

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

  test('attack: is taken out before words are cut, wherever it stands in them', async () => {
    for (let before = 470; before <= 500; before += 1) {
      const message = `${'x'.repeat(before)}${TOKEN} is bad`;
      const { gitLab } = gitLabAnswering(() => json({ message }, { status: 400 }));
      const result = await gitLab.createPipeline(5, ORDER);
      expect(JSON.stringify(result)).not.toContain(TOKEN.slice(0, 6));
    }
  });
});

/** A body of so many equal pieces, which counts how many of them were taken. */
function streamed(piece: string, count: number, more: ResponseInit = {}) {
  const taken = { pieces: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken.pieces >= count) return controller.close();
      taken.pieces += 1;
      return controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  return { response: new Response(body, more), taken };
}

describe('long answers', () => {
  test('attack: a list without an end is given up, and said', async () => {
    const { response, taken } = streamed(`"${'x'.repeat(99_998)}"`, 10_000);
    const { gitLab } = gitLabAnswering(() => response);
    expect(await gitLab.user()).toMatchObject({
      failure: { kind: 'refused', seen: { what: 'too_long', values: ['20000000'] } },
    });
    expect(taken.pieces).toBeLessThan(250);
  });

  test('attack: of a log of 60 MB head, tail and errors are kept while it streams', async () => {
    const line = `${'.'.repeat(9_990)}\n`;
    const pieces = [
      'the first line\n',
      ...Array.from({ length: 3_000 }, () => line),
      'src/cart.ts: error TS2322 in the middle\n',
      ...Array.from({ length: 3_000 }, () => line),
      'the last line',
    ];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const { gitLab } = gitLabAnswering(() => new Response(body));
    const log = await gitLab.trace(5, 6);
    const text = log.ok ? log.value : '';
    expect(text.length).toBeLessThan(2_500_000);
    for (const kept of ['the first line', 'error TS2322', 'the last line', 'are left out here'])
      expect(text).toContain(kept);
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
