import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoints } from '../../../utils/setup/endpoints.ts';
import type { ModelRequest } from '../model/takeTurn.ts';
import { awsSts } from './awsSts.ts';
import { bedrock } from './bedrock.ts';
import { jsonAnswer } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';
import { googleIam } from './googleIam.ts';
import { googleSts } from './googleSts.ts';
import { vertex } from './vertex.ts';

const PARTS: Record<string, (call: CloudCall, cloud: Cloud) => Promise<CloudAnswer>> = {
  'aws-sts': awsSts,
  bedrock,
  'google-sts': googleSts,
  'google-iam': googleIam,
  vertex,
};

export interface Clouds extends Cloud {
  endpoints: Endpoints;
  close(): Promise<void>;
}

/**
 * Starts stand-ins for the parts of AWS and Google Cloud that a job talks to. They trust one GitLab and one of its branches,
 * and check what the real ones check.
 * @param issuer that GitLab's address
 * @param requests where each request to the model is noted
 */
export async function startClouds(issuer: () => string, requests: ModelRequest[]): Promise<Clouds> {
  const cloud: Cloud = {
    trust: { issuer, subject: 'project_path:acme/webshop:ref_type:branch:ref:ask-claude' },
    awsSessions: new Map(),
    federatedTokens: new Set(),
    googleTokens: new Set(),
    steps: [],
    requests,
  };
  const server = createServer((request, response) => void serve(request, response, cloud));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const root = `http://127.0.0.1:${address.port}`;
  return {
    ...cloud,
    endpoints: {
      bedrock: `${root}/bedrock`,
      vertex: `${root}/vertex/v1`,
      'aws-sts': `${root}/aws-sts`,
      'google-sts': `${root}/google-sts`,
      'google-iam': `${root}/google-iam`,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  cloud: Cloud,
): Promise<void> {
  const url = request.url ?? '/';
  const [, name = '', path = '/'] = /^\/([\w-]+)(\/[^?]*)?/.exec(url) ?? [];
  const part = PARTS[name];
  const call = { method: request.method ?? '', url, path, headers: request.headers };
  const answer = part
    ? await readText(request)
        .then((body) => part({ ...call, body }, cloud))
        .catch((error: unknown) => jsonAnswer(500, { message: String(error) }))
    : jsonAnswer(404, { message: 'no such part' });
  response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers });
  response.end(answer.body);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
