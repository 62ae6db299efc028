import { describe, expect, it, vi } from 'vitest';
import { bodyOf, fieldOf, gitlabApi, projectRoot } from '../../../ci/gitlabApi.ts';

function answeredBy(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const api = gitlabApi('https://git.test/api/v4', { header: 'PRIVATE-TOKEN', value: 'secret' });

describe('a request', () => {
  it('carries its token in a header, follows no redirect and has a time limit', async () => {
    const fetch = answeredBy(() => Response.json({ id: 1 }));
    expect(await api.get('/user')).toEqual({ ok: true, body: { id: 1 } });
    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://git.test/api/v4/user', {
      headers: { 'PRIVATE-TOKEN': 'secret' },
      redirect: 'error',
      signal: expect.any(AbortSignal),
    });
  });

  it.each(['post', 'put'] as const)('%s sends JSON', async (method) => {
    const fetch = answeredBy(() => Response.json({}));
    await api[method]('/notes', { body: 'Yes.' });
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      'https://git.test/api/v4/notes',
      expect.objectContaining({
        method: method.toUpperCase(),
        headers: { 'PRIVATE-TOKEN': 'secret', 'content-type': 'application/json' },
        body: '{"body":"Yes."}',
      }),
    );
  });

  it('that deletes sends nothing and is answered by nothing', async () => {
    const fetch = answeredBy(() => new Response(null, { status: 204 }));
    expect(await api.remove('/notes/3')).toEqual({ ok: true, body: null });
    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://git.test/api/v4/notes/3', {
      method: 'DELETE',
      headers: { 'PRIVATE-TOKEN': 'secret' },
      redirect: 'error',
      signal: expect.any(AbortSignal),
    });
  });

  it('that is refused tells the status and the beginning of the answer', async () => {
    answeredBy(() => new Response(`no ${'x'.repeat(500)}`, { status: 403 }));
    const words = `GitLab answered 403 no ${'x'.repeat(197)}`;
    expect(await api.get('/user')).toEqual({ ok: false, status: 403, words, isFinal: true });
  });

  it.each([400, 401, 403, 404, 405, 407, 409, 422, 501])(
    'refused with %i is refused for good',
    async (status) => {
      answeredBy(() => new Response('', { status }));
      expect(await api.get('/user')).toMatchObject({ isFinal: true });
    },
  );

  it.each([408, 425, 429, 500, 502, 503, 504])('may succeed after %i', async (status) => {
    answeredBy(() => new Response('', { status }));
    expect(await api.get('/user')).toMatchObject({ isFinal: false });
  });

  it('without an answer says why, and whether that may pass', async () => {
    answeredBy(() => Promise.reject(new Error('fetch failed')));
    const words = 'no answer from GitLab: fetch failed';
    expect(await api.get('/user')).toEqual({ ok: false, status: 0, words, isFinal: false });
    answeredBy(() => Promise.reject(new Error('unexpected redirect')));
    expect(await api.get('/user')).toMatchObject({ status: 0, isFinal: true });
  });

  it('answered by a page says so: another such request would be, too', async () => {
    answeredBy(() => new Response('<html>'));
    const words = expect.stringContaining('a page that is none of its API’s');
    expect(await api.get('/user')).toEqual({ ok: false, status: 0, words, isFinal: true });
  });
});

it('finds a project by its path', () => {
  expect(projectRoot('https://git.test/api/v4', 'acme/web shop')).toBe(
    'https://git.test/api/v4/projects/acme%2Fweb%20shop',
  );
});

it('turns a refusal into a fault that says what was wanted', () => {
  expect(bodyOf({ ok: true, body: 3 }, 'The project')).toBe(3);
  expect(() =>
    bodyOf({ ok: false, status: 404, words: 'GitLab answered 404', isFinal: true }, 'The project'),
  ).toThrow('The project: GitLab answered 404');
});

it.each([null, undefined, 'text', 3, []])('finds no field in %j', (body) => {
  expect(fieldOf(body, 'id')).toBeUndefined();
});

it('finds own fields only', () => {
  expect(fieldOf({ id: 3 }, 'id')).toBe(3);
  expect(fieldOf({}, 'toString')).toBeUndefined();
});
