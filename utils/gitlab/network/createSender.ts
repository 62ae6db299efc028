import type { SenderDeps } from './SenderDeps.ts';
import type { RequestHandlerFn } from '@gitbeaker/requester-utils';
import { UnexpectedAnswer } from './Answer.ts';
import { type Gate, readingGate } from './createGate.ts';
import { nextPage } from './nextPage.ts';
import { MOST, readBody, readLogBody } from './readBody.ts';
import { noAnswer, sendRead, sendRequest } from './sendRequest.ts';

const LONGEST_REFUSAL = 20_000;

/**
 * The request handler for gitbeaker, in place of its own, which sends POSTs again and follows redirects with the token.
 * At most six GETs run at once, the others wait. GET is repeated on 429, 502 and 503, by `Retry-After` when that is short; anything else is sent once.
 * The token goes to the site's own API alone. Throws `UnexpectedAnswer` for everything but the asked-for 2xx.
 */
export function createSender(
  root: string,
  world: SenderDeps,
  gate: Gate = readingGate(),
): RequestHandlerFn {
  const base = new URL(`${root}/api/v4/`);

  return (endpoint, options = {}) => {
    const method = String(options['method'] ?? 'GET');
    const go = () => sendAndRead(endpoint, options, method);
    return method === 'GET' ? gate(isLaterPage(options), go) : go();
  };

  async function sendAndRead(endpoint: string, options: Record<string, unknown>, method: string) {
    const url = addressOf(base, endpoint, options);
    const headers = Object.entries(options['headers'] ?? {});
    const body = typeof options['body'] === 'string' ? options['body'] : undefined;
    const request = { method, headers, body };
    const response =
      method === 'GET'
        ? await sendRead(world, url, request)
        : await sendRequest(world.fetch, url, request);
    return await read(response, endpoint, url.searchParams);
  }
}

function isLaterPage({ searchParams }: Record<string, unknown>): boolean {
  return Number(new URLSearchParams(String(searchParams ?? '')).get('page') ?? 1) > 1;
}

/** The address, proved to lie under the site's API: nothing in a path may climb out of it. */
function addressOf(base: URL, endpoint: string, options: Record<string, unknown>): URL {
  const prefix = options['prefixUrl'];
  const prefixed = new URL(endpoint, `${String(prefix ?? base.href).replace(/(?<!\/)\/+$/, '')}/`);
  if (prefixed.origin !== base.origin || !prefixed.pathname.startsWith(base.pathname))
    throw new UnexpectedAnswer({ seen: 'nothing', why: 'other_site' });
  prefixed.search = String(options['searchParams'] ?? '');
  return prefixed;
}

async function read(response: Response, endpoint: string, search: URLSearchParams) {
  const { status } = response;
  const isLog = response.ok && LOG.test(endpoint);
  let text: string;
  let cut = false;
  try {
    if (isLog) text = await readLogBody(response);
    else ({ text, cut } = await readBody(response, isText(endpoint) ? MOST.file : MOST.json));
  } catch (error) {
    throw noAnswer(error);
  }
  const headers = Object.fromEntries(response.headers.entries());
  const unexpected = () =>
    new UnexpectedAnswer({ seen: 'text', status, text: text.slice(0, LONGEST_REFUSAL) });
  if (!response.ok) throw unexpected();
  if (isText(endpoint)) {
    // A sign-in page in place of a file: no file or log comes as HTML.
    if (/^text\/html\b/i.test(headers['content-type'] ?? '')) throw unexpected();
    return { body: cut ? `${text}\n[the rest is left out: too long]` : text, headers, status };
  }
  // What was deleted leaves nothing to say.
  if (status === 204) return { body: '', headers, status };
  if (cut) throw new UnexpectedAnswer({ seen: 'too_long', most: MOST.json });
  try {
    const body = JSON.parse(text);
    const next = nextPage(headers, body, search);
    return { body, headers: next === null ? headers : { ...headers, 'x-next-page': next }, status };
  } catch (error) {
    if (error instanceof SyntaxError) throw unexpected();
    throw error;
  }
}

const LOG = /^projects\/[^/]+\/jobs\/\d+\/trace$/;

function isText(endpoint: string): boolean {
  return /^projects\/[^/]+\/(repository\/(?:files|blobs)\/[^/]+\/raw$|jobs\/\d+\/(trace$|artifacts\/))/.test(
    endpoint,
  );
}
