import type { SenderDeps } from './SenderDeps.ts';

/** Longer answers are not kept. */
const LONGEST = 1_000_000;
/** Bytes of all that is kept, as long as the background lives. */
const MOST = 16_000_000;

interface Known {
  etag: string;
  body: Uint8Array<ArrayBuffer>;
  headers: Headers;
}

/**
 * A network that asks for what it has read before only where it has changed: by the ETag that GitLab gives each answer of REST, which
 * answers 304 without a body where it would say the same again. That tag is a digest of the answer, so whoever asks, what is
 * given again is what GitLab would send to them now. Kept in memory alone.
 */
export function createKnownAnswers(send: SenderDeps['fetch']): SenderDeps['fetch'] {
  const answers = new Map<string, Known>();
  let bytes = 0;

  function forget(address: string): void {
    bytes -= answers.get(address)?.body.length ?? 0;
    answers.delete(address);
  }

  async function keep(address: string, etag: string, { body, headers }: Response): Promise<void> {
    const read = body === null ? null : await readShort(body);
    if (read === null) return;
    forget(address);
    answers.set(address, { etag, body: read, headers });
    bytes += read.length;
    for (const oldest of answers.keys()) {
      if (bytes <= MOST) break;
      forget(oldest);
    }
  }

  return async (url, init) => {
    if (init.method !== 'GET') return await send(url, init);
    const address = url.href;
    const known = answers.get(address);
    const headers = new Headers(init.headers);
    if (known) headers.set('if-none-match', known.etag);
    const response = await send(url, { ...init, headers });
    if (known && response.status === 304) {
      answers.delete(address);
      answers.set(address, known);
      return new Response(known.body, { status: 200, headers: merged(known, response) });
    }
    const etag = response.status === 200 ? response.headers.get('etag') : null;
    // A broken connection is told to whoever reads the answer itself.
    if (etag !== null) void keep(address, etag, response.clone()).catch(() => undefined);
    else forget(address);
    return response;
  };
}

/** What GitLab says anew stands over what it said then, as of limits; of a list's pages it says nothing again. */
function merged({ headers }: Known, { headers: fresh }: Response): Headers {
  const all = new Headers(headers);
  fresh.forEach((value, name) => all.set(name, value));
  return all;
}

/** The whole body, or null where it is too long. */
async function readShort(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > LONGEST) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
