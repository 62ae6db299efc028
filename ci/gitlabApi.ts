import { Fault, wordsOf } from './Fault.ts';

export type ApiAnswer = { ok: true; body: unknown } | { ok: false; status: number; words: string };

export interface GitlabApi {
  /** Reads with the job's own token. */
  get(path: string): Promise<ApiAnswer>;
  /** Writes with `GITLAB_ACCESS_TOKEN`; null where there is none. */
  post: ((path: string, body: Record<string, unknown>) => Promise<ApiAnswer>) | null;
}

const TIMEOUT_MS = 30_000;

/** The project's part of the API; nothing here is tried twice. */
export function gitlabApi(
  projectUrl: string,
  tokens: { job: string; access: string | null },
): GitlabApi {
  const access = tokens.access;
  return {
    get: (path) => call(`${projectUrl}${path}`, { headers: { 'JOB-TOKEN': tokens.job } }),
    post:
      access === null
        ? null
        : (path, body) =>
            call(`${projectUrl}${path}`, {
              method: 'POST',
              headers: { 'PRIVATE-TOKEN': access, 'content-type': 'application/json' },
              body: JSON.stringify(body),
            }),
  };
}

/** A 2xx answer's body. @throws Fault */
export function bodyOf(answer: ApiAnswer, what: string): unknown {
  if (!answer.ok) throw new Fault(`${what}: ${answer.words}`);
  return answer.body;
}

async function call(url: string, init: RequestInit): Promise<ApiAnswer> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok)
      return {
        ok: false,
        status: response.status,
        words: `GitLab answered ${response.status} ${text.slice(0, 200)}`,
      };
    return { ok: true, body: JSON.parse(text) };
  } catch (error) {
    return { ok: false, status: 0, words: `no answer from GitLab (${wordsOf(error)})` };
  }
}

/** A field of an answer that should be an object. */
export function fieldOf(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null
    ? Object.getOwnPropertyDescriptor(body, key)?.value
    : undefined;
}
