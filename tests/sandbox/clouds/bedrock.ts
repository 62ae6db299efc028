import { eventsOf, messageOf } from '../model/eventsOf.ts';
import { takeTurn } from '../model/takeTurn.ts';
import { AWS, jsonAnswer } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';
import { eventFrame } from './eventStream.ts';
import { signatureFault } from './signatureV4.ts';

const INVOKE = /^\/model\/([^/]+)\/(invoke|invoke-with-response-stream)$/;
/** Inference profiles of the region's group. */
const MODEL = /^(eu|global)\.anthropic\.claude-[\w.:-]+$/;

/** Amazon Bedrock's runtime for Claude: signed requests, answers as an event stream or whole. */
export async function bedrock(call: CloudCall, cloud: Cloud): Promise<CloudAnswer> {
  cloud.steps.push(`bedrock ${call.path}`);
  const fault = signatureFault(call, cloud, AWS.region);
  if (fault !== null) return failure(403, 'UnrecognizedClientException', fault);
  if (call.method === 'GET' && call.path === '/inference-profiles')
    return jsonAnswer(200, { inferenceProfileSummaries: [] });
  const [, id = '', way] = INVOKE.exec(call.path) ?? [];
  const model = decodeURIComponent(id);
  if (!MODEL.test(model))
    return failure(400, 'ValidationException', 'The provided model identifier is invalid.');
  if (!/"anthropic_version":"bedrock-2023-05-31"/.test(call.body))
    return failure(400, 'ValidationException', 'anthropic_version: Field required');
  const credential = String(call.headers.authorization);
  const { turn } = await takeTurn(
    call.body,
    { path: call.path, credential, model },
    cloud.requests,
  );
  if (turn.kind === 'status')
    return failure(turn.status, 'ServiceException', `The stand-in answers ${turn.status}.`);
  if (way === 'invoke') return jsonAnswer(200, messageOf(turn, model));
  return {
    status: 200,
    type: 'application/vnd.amazon.eventstream',
    headers: { 'x-amzn-bedrock-content-type': 'application/json' },
    body: Buffer.concat(eventsOf(turn, model).map(eventFrame)),
  };
}

function failure(status: number, type: string, message: string): CloudAnswer {
  return { ...jsonAnswer(status, { message }), headers: { 'x-amzn-errortype': type } };
}
