import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { eventsOf, messageOf } from './eventsOf.ts';
import { takeTurn } from './takeTurn.ts';
import type { ModelRequest } from './takeTurn.ts';

/** The rule by which the stand-in knows jobs without a key. */
export const FEDERATION = {
  ANTHROPIC_FEDERATION_RULE_ID: 'fdrl_01SANDBOX',
  ANTHROPIC_ORGANIZATION_ID: '5c9b0a52-6c3a-4d53-9d8e-9d9d5a3f1e11',
} as const;

export interface Model {
  /** For `ANTHROPIC_BASE_URL`. */
  url: string;
  requests: ModelRequest[];
  close(): Promise<void>;
}

const ERROR_TYPES: Record<number, string> = {
  401: 'authentication_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/**
 * Starts a stand-in for Anthropic's Messages API on loopback. It follows the directives in a prompt (`directives.ts`) and
 * without any plays the sandbox's story (`story.ts`).
 */
export async function startModel(options: { port?: number } = {}): Promise<Model> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response, requests).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      json(response, 400, { type: 'error', error: { type: 'invalid_request_error', message } });
    });
  });
  await new Promise<void>((resolve) =>
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve()),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  requests: ModelRequest[],
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://model').pathname;
  const body = await readText(request);
  if (path === '/v1/oauth/token') return exchange(response, body);
  if (path === '/v1/models') return json(response, 200, { data: [], has_more: false });
  if (path.endsWith('/count_tokens'))
    return json(response, 200, { input_tokens: Math.ceil(body.length / 4) });
  if (request.method !== 'POST' || !path.endsWith('/messages'))
    return json(response, request.method === 'HEAD' ? 200 : 404, failure(404));

  const credential = String(request.headers['x-api-key'] ?? request.headers.authorization ?? '');
  const { turn, model, stream } = await takeTurn(
    body,
    { path, credential, headers: request.headers },
    requests,
  );
  if (turn.kind === 'status')
    return json(
      response,
      turn.status,
      turn.error ? { type: 'error', error: turn.error } : failure(turn.status),
    );
  if (!stream) return json(response, 200, messageOf(turn, model));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const event of eventsOf(turn, model))
    response.write(`event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
}

const Exchange = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
  assertion: z.string(),
  federation_rule_id: z.literal(FEDERATION.ANTHROPIC_FEDERATION_RULE_ID),
  organization_id: z.literal(FEDERATION.ANTHROPIC_ORGANIZATION_ID),
});
const Claims = z.object({ aud: z.literal('https://api.anthropic.com'), sub: z.string() });

/** A token for a job's identity, by the form that Claude Code 2.1.329 sends; signatures are the clouds' to check. */
function exchange(response: ServerResponse, body: string): void {
  const { assertion } = Exchange.parse(JSON.parse(body));
  const claims = Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString();
  const { sub } = Claims.parse(JSON.parse(claims));
  const access_token = `sk-ant-oat01-for-${sub}`;
  json(response, 200, { access_token, token_type: 'Bearer', expires_in: 3600 });
}

function failure(status: number): object {
  const type = ERROR_TYPES[status] ?? 'api_error';
  return { type: 'error', error: { type, message: `The stand-in answers ${status}.` } };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-should-retry': 'false' });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
