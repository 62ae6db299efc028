import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { SenderDeps } from '../../../utils/gitlab/network/SenderDeps.ts';

export const ROOT = 'https://git.acme.test/gitlab';
export const TOKEN = 'glpat-secret-0123456789';
export const PIPELINE = {
  id: 900,
  project_id: 5,
  status: 'created',
  source: 'api',
  ref: 'ask-claude',
  sha: 'a'.repeat(40),
  name: 'Ask Claude issue/12 x',
  web_url: `${ROOT}/acme/webshop/-/pipelines/900`,
  created_at: '2026-11-21T08:00:00Z',
};

/** One request as it left. */
export interface Sent {
  url: URL;
  method: string;
  headers: Headers;
  body: unknown;
  init: RequestInit;
}

export type Answering = (sent: Sent, count: number) => Response | Error;

/** A world whose server answers as told, and which remembers what was sent and how long was waited. */
export function worldAnswering(answer: Answering) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const world: SenderDeps = {
    fetch: (url, init) => {
      const request: Sent = {
        url,
        method: init.method ?? 'GET',
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        init,
      };
      sent.push(request);
      const answered = answer(request, sent.length);
      return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered);
    },
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { world, sent, pauses };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

/** The door to a server that answers as told. */
export function gitLabAnswering(answer: Answering) {
  const { world, sent, pauses } = worldAnswering(answer);
  return { gitLab: createGitLab({ root: ROOT, token: TOKEN }, world), sent, pauses };
}
