import { beforeEach, expect, test } from 'vitest';
import { createKnownAnswers } from '../../../../utils/gitlab/network/createKnownAnswers.ts';

const LIST = new URL('https://gitlab.test/api/v4/projects/5/issues');

/** What GitLab has at each address; it answers as Rails does. */
let pages: Map<string, string>;
let sent: { url: string; method: string; etag: string | null }[];
let send: ReturnType<typeof createKnownAnswers>;

beforeEach(() => {
  pages = new Map([[LIST.href, '["one"]']]);
  sent = [];
  send = createKnownAnswers(async (url, { method = '', headers }) => {
    const etag = new Headers(headers).get('if-none-match');
    sent.push({ url: url.href, method, etag });
    const page = pages.get(url.href);
    if (page === undefined) return new Response('{}', { status: 404 });
    const own = `W/"${page.length}-${page.slice(0, 9)}"`;
    if (etag === own)
      return new Response(null, {
        status: 304,
        headers: { etag: own, 'ratelimit-remaining': '7' },
      });
    return new Response(page, {
      headers: { etag: own, 'x-next-page': '2', 'ratelimit-remaining': '8' },
    });
  });
});

/** Reads, and waits until what was read is kept. */
async function read(url = LIST, method = 'GET'): Promise<Response> {
  const response = await send(url, { method });
  await response.clone().text();
  await new Promise((resolve) => setTimeout(resolve));
  return response;
}

test('what has not changed is asked for by its tag, and given again as it was', async () => {
  await read();
  const again = await read();
  expect(sent.map(({ etag }) => etag !== null)).toEqual([false, true]);
  expect(again.status).toBe(200);
  expect(await again.text()).toBe('["one"]');
  expect(again.headers.get('x-next-page')).toBe('2');
  expect(again.headers.get('ratelimit-remaining')).toBe('7');
  expect(await (await read()).text()).toBe('["one"]');
});

test('what has changed is given as it is now, and known from then on', async () => {
  await read();
  pages.set(LIST.href, '["one", "two"]');
  expect(await (await read()).text()).toBe('["one", "two"]');
  expect(await (await read()).text()).toBe('["one", "two"]');
  expect(sent.at(-1)?.etag).not.toBe(sent.at(-2)?.etag);
});

test('a refusal is given as it is, and what was known is forgotten', async () => {
  await read();
  pages.delete(LIST.href);
  expect((await read()).status).toBe(404);
  await read();
  expect(sent.at(-1)?.etag).toBeNull();
});

test('only reads are asked for by a tag', async () => {
  await read(LIST, 'POST');
  await read(LIST, 'POST');
  expect(sent.map(({ etag }) => etag)).toEqual([null, null]);
});

test('what is too long is not kept, and of many the oldest go', async () => {
  const huge = new URL('https://gitlab.test/huge');
  pages.set(huge.href, 'x'.repeat(1_000_001));
  await read(huge);
  await read(huge);
  expect(sent.at(-1)?.etag).toBeNull();
  const large = Array.from({ length: 17 }, (_, index) => new URL(`https://gitlab.test/${index}`));
  for (const { href } of large) pages.set(href, 'x'.repeat(1_000_000));
  for (const url of large) await read(url);
  await read(large[0]);
  expect(sent.at(-1)?.etag).toBeNull();
  await read(large[16]);
  expect(sent.at(-1)?.etag).not.toBeNull();
});
