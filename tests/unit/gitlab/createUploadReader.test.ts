import { describe, expect, test } from 'vitest';
import { gitLabAnswering, json, ROOT, TOKEN } from './world.ts';

const UPLOAD = { secret: 'ab'.repeat(16), filename: 'Bild schirm+1.png' };
const bytes = Uint8Array.of(0x89, 0x50, 0, 255);

function file(body: BodyInit, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
}

describe('an upload', () => {
  test('is read by its secret and its name, with the token in the header alone', async () => {
    const { gitLab, sent } = gitLabAnswering(() => file(bytes));
    expect(await gitLab.upload(5, UPLOAD, 100)).toEqual({ ok: true, value: { bytes, size: 4 } });
    const path = `uploads/${UPLOAD.secret}/Bild%20schirm%2B1.png`;
    expect(sent[0]?.url.href).toBe(`${ROOT}/api/v4/projects/5/${path}`);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
    expect(sent[0]?.init).toMatchObject({ redirect: 'manual', credentials: 'omit' });
  });

  test('of more bytes than asked for is not loaded, and its size is told where GitLab tells it', async () => {
    const told = gitLabAnswering(() => file(bytes, { 'content-length': '4' }));
    expect(await told.gitLab.upload(5, UPLOAD, 3)).toEqual({
      ok: true,
      value: { bytes: null, size: 4 },
    });
    const untold = gitLabAnswering(() =>
      file(new ReadableStream({ start: (to) => to.enqueue(bytes) })),
    );
    expect(await untold.gitLab.upload(5, UPLOAD, 3)).toEqual({
      ok: true,
      value: { bytes: null, size: null },
    });
  });

  test.each([
    [
      'lies on another host',
      () => new Response(null, { status: 302, headers: { location: 'https://storage.test/x' } }),
      { kind: 'not_json', reason: 'redirect' },
    ],
    [
      'is a sign-in page',
      () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      { kind: 'not_json' },
    ],
    [
      'is not there, or GitLab is too old',
      () => json({ error: '404 Not Found' }, { status: 404 }),
      { kind: 'not_found' },
    ],
    ['does not come', () => new TypeError('Failed to fetch'), { kind: 'network' }],
  ])('that %s fails, and nothing else is asked', async (_, answer, failure) => {
    const { gitLab, sent } = gitLabAnswering(answer);
    expect(await gitLab.upload(5, UPLOAD, 100)).toMatchObject({ ok: false, failure });
    expect(sent).toHaveLength(1);
  });
});
