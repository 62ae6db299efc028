import { UnexpectedAnswer } from './Answer.ts';
import type { SenderDeps } from './SenderDeps.ts';

const READ_TIMEOUT_MS = 30_000;
/** GitLab itself gives up on a request after 60 s. */
const WRITE_TIMEOUT_MS = 60_000;

export interface HttpRequest {
  method: string;
  headers: [string, string][];
  body?: string | undefined;
  /** Absent: what a read or a write is given. */
  timeoutMs?: number;
}

/** Sends one request, with no cookies, no cache and no referrer. A redirect is not followed: it would take the token along. @throws UnexpectedAnswer */
export async function sendRequest(
  fetch: SenderDeps['fetch'],
  url: URL,
  { method, headers, body, timeoutMs }: HttpRequest,
): Promise<Response> {
  const usual = method === 'GET' ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: new Headers(headers),
      ...(body !== undefined && { body }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs ?? usual),
    });
  } catch (error) {
    throw noAnswer(error);
  }
  // Browsers show an unfollowed redirect as an opaque one, Node shows its status.
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw new UnexpectedAnswer({ seen: 'redirect' });
  }
  return response;
}

const ATTEMPTS = 3;
const PAUSES_MS = [500, 1500];
const LONGEST_PAUSE_MS = 10_000;
const RETRIED: ReadonlySet<number> = new Set([429, 502, 503]);

/** Sends a read: again on 429, 502 and 503, by `Retry-After` when that is short. @throws UnexpectedAnswer */
export async function sendRead(
  { fetch, sleep }: SenderDeps,
  url: URL,
  request: HttpRequest,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await sendRequest(fetch, url, request);
    const pause =
      attempt < ATTEMPTS && RETRIED.has(response.status) ? pauseOf(response, attempt) : null;
    if (pause === null) return response;
    await response.body?.cancel();
    await sleep(pause);
  }
}

/** Milliseconds to wait, or null when GitLab asks to wait longer than a person would. */
function pauseOf(response: Response, attempt: number): number | null {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  if (Number.isNaN(seconds)) return PAUSES_MS[attempt - 1] ?? LONGEST_PAUSE_MS;
  return seconds * 1000 <= LONGEST_PAUSE_MS ? Math.max(0, seconds * 1000) : null;
}

/** What a broken connection, or one that took too long, amounts to. */
export function noAnswer(error: unknown): UnexpectedAnswer {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const why = timedOut ? 'no_answer_in_time' : 'no_answer';
  return new UnexpectedAnswer({ seen: 'nothing', why });
}
