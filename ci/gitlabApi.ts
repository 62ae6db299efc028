import { Fault } from './Fault.ts';
import { whyUnanswered } from './whyUnanswered.ts';

export type ApiAnswer = { ok: true; body: unknown } | ApiFailure;

export interface ApiFailure {
  ok: false;
  /** GitLab's; 0 where none of its answers came. */
  status: number;
  words: string;
  /** The same request would fail again. */
  isFinal: boolean;
}

/** One token's way to one part of the API; nothing here is tried twice. */
export interface GitlabApi {
  get(path: string): Promise<ApiAnswer>;
  /** `GET` of what is no JSON: the body is a string. */
  text(path: string): Promise<ApiAnswer>;
  /** `GET` of a file: the body is a Buffer. */
  bytes(path: string): Promise<ApiAnswer>;
  post(path: string, body: Record<string, unknown>): Promise<ApiAnswer>;
  put(path: string, body: Record<string, unknown>): Promise<ApiAnswer>;
  /** `DELETE`. */
  remove(path: string): Promise<ApiAnswer>;
}

/** `CI_JOB_TOKEN` reads only; `GITLAB_ACCESS_TOKEN` writes too. */
export type ApiToken = { header: 'JOB-TOKEN' | 'PRIVATE-TOKEN'; value: string };

const TIMEOUT_MS = 30_000;

/** Refusals that a later request may not get: GitLab is slow, has too much to do or is down. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** @param root address that all paths start from */
export function gitlabApi(root: string, { header, value }: ApiToken): GitlabApi {
  const send =
    (method: string) =>
    (path: string, body: Record<string, unknown>): Promise<ApiAnswer> =>
      call(`${root}${path}`, {
        method,
        headers: { [header]: value, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
  return {
    get: (path) => call(`${root}${path}`, { headers: { [header]: value } }),
    text: (path) => call(`${root}${path}`, { headers: { [header]: value } }, textOf),
    bytes: (path) => call(`${root}${path}`, { headers: { [header]: value } }, (bytes) => bytes),
    post: send('POST'),
    put: send('PUT'),
    remove: (path) => call(`${root}${path}`, { method: 'DELETE', headers: { [header]: value } }),
  };
}

/**
 * Reads by one token, and by another what GitLab does not give the first: older ones take a job token on fewer paths than
 * newer ones. Writes by the first alone.
 */
export function readingBy(first: GitlabApi, second: GitlabApi | null): GitlabApi {
  if (second === null) return first;
  const reading = (how: 'get' | 'text' | 'bytes') => async (path: string) => {
    const answer = await first[how](path);
    if (answer.ok || ![401, 403, 404].includes(answer.status)) return answer;
    const other = await second[how](path);
    if (other.ok) return other;
    const words = `${answer.words}; with GITLAB_ACCESS_TOKEN: ${other.words}`;
    return { ...other, words };
  };
  return { ...first, get: reading('get'), text: reading('text'), bytes: reading('bytes') };
}

/** The address of a project's part of the API; by its path, since that was checked against the clone. */
export function projectRoot(apiUrl: string, projectPath: string): string {
  return `${apiUrl}/projects/${encodeURIComponent(projectPath)}`;
}

/** A 2xx answer's body. @throws Fault */
export function bodyOf(answer: ApiAnswer, what: string): unknown {
  if (!answer.ok) throw new Fault(`${what}: ${answer.words}`);
  return answer.body;
}

function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}

async function call(
  url: string,
  init: RequestInit,
  read: (bytes: Buffer) => unknown = (bytes) => JSON.parse(textOf(bytes)),
): Promise<ApiAnswer> {
  let response: Response;
  let bytes: Buffer;
  try {
    response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const { words, isFinal } = whyUnanswered(error);
    return { ok: false, status: 0, words: `no answer from GitLab: ${words}`, isFinal };
  }
  const { status } = response;
  if (!response.ok)
    return {
      ok: false,
      status,
      words: `GitLab answered ${status} ${textOf(bytes).slice(0, 200)}`,
      isFinal: !PASSING.includes(status),
    };
  try {
    // What was deleted leaves nothing to say.
    return { ok: true, body: bytes.length === 0 ? null : read(bytes) };
  } catch {
    const words =
      'no answer from GitLab: a page that is none of its API’s, such as a sign-in’s, came instead: let the job by it';
    return { ok: false, status: 0, words, isFinal: true };
  }
}

/** A field of an answer that should be an object. */
export function fieldOf(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null
    ? Object.getOwnPropertyDescriptor(body, key)?.value
    : undefined;
}
