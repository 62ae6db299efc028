import { eventsOf, messageOf } from '../model/eventsOf.ts';
import { takeTurn } from '../model/takeTurn.ts';
import { GOOGLE, jsonAnswer } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';

const PREDICT =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/anthropic\/models\/(claude-[\w@.-]+):(rawPredict|streamRawPredict)$/;

/** Vertex AI's endpoint for Claude, which needs the service account's token. */
export async function vertex(call: CloudCall, cloud: Cloud): Promise<CloudAnswer> {
  cloud.steps.push(`vertex ${call.path}`);
  const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1];
  if (token === undefined || !cloud.googleTokens.has(token))
    return failure(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  const [, project, region, model, way] = PREDICT.exec(decodeURIComponent(call.path)) ?? [];
  if (model === undefined || project !== GOOGLE.project || region !== GOOGLE.region)
    return failure(404, 'NOT_FOUND', 'Publisher model was not found or is not available.');
  if (!/"anthropic_version":"vertex-2023-10-16"/.test(call.body))
    return failure(400, 'INVALID_ARGUMENT', 'anthropic_version: Field required');
  const { turn } = await takeTurn(
    call.body,
    { path: call.path, credential: token, model },
    cloud.requests,
  );
  if (turn.kind === 'status')
    return failure(turn.status, 'UNAVAILABLE', `The stand-in answers ${turn.status}.`);
  if (way === 'rawPredict') return jsonAnswer(200, messageOf(turn, model));
  const events = eventsOf(turn, model).map(
    (event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  return { status: 200, type: 'text/event-stream', body: events.join('') };
}

function failure(code: number, status: string, message: string): CloudAnswer {
  return jsonAnswer(code, { error: { code, message, status } });
}
