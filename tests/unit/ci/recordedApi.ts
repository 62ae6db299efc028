import type { ApiAnswer, GitlabApi } from '../../../ci/gitlabApi.ts';

/** What an API was asked: method and path, then the body that was sent. */
export type Asked = [request: string, body?: Record<string, unknown>];

/** An API that answers from a table (`GET /issues/3`) and keeps what it was asked; anything else is not found. */
export function recordedApi(answers: Record<string, unknown>): GitlabApi & { asked: Asked[] } {
  const asked: Asked[] = [];
  const answer =
    (method: string) =>
    async (path: string, body?: Record<string, unknown>): Promise<ApiAnswer> => {
      const request = `${method} ${path}`;
      asked.push(body ? [request, body] : [request]);
      const found = answers[request];
      if (found instanceof Refusal) return { ok: false, ...found, isFinal: found.status < 500 };
      return found === undefined
        ? { ok: false, status: 404, words: 'GitLab answered 404', isFinal: true }
        : { ok: true, body: found };
    };
  return {
    asked,
    get: answer('GET'),
    text: answer('GET'),
    bytes: answer('GET'),
    post: answer('POST'),
    put: answer('PUT'),
    remove: answer('DELETE'),
  };
}

/** In the place of an answer. */
export class Refusal {
  readonly status: number;
  readonly words: string;
  constructor(status: number, words = `GitLab answered ${status}`) {
    this.status = status;
    this.words = words;
  }
}
