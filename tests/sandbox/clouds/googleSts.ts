import { randomBytes } from 'node:crypto';
import { GOOGLE, jsonAnswer } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';
import { verifyIdToken } from './verifyIdToken.ts';

const EXPECTED = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  scope: 'https://www.googleapis.com/auth/cloud-platform',
};

/** Google's Security Token Service: a federated token for a token of the trusted GitLab. */
export async function googleSts(call: CloudCall, cloud: Cloud): Promise<CloudAnswer> {
  cloud.steps.push(`google-sts ${call.path}`);
  if (call.method !== 'POST' || call.path !== '/v1/token') return jsonAnswer(404, {});
  const form = new URLSearchParams(call.body);
  for (const [name, value] of Object.entries(EXPECTED))
    if (form.get(name) !== value) return failure('invalid_request', `Invalid value for ${name}.`);
  if (form.get('audience') !== `//iam.googleapis.com/${GOOGLE.provider}`)
    return failure('invalid_target', 'The target service indicated by the audience is invalid.');
  // Where no audience is configured, the provider's own name counts, with or without the scheme.
  const audience = `https://iam.googleapis.com/${GOOGLE.provider}`;
  const checked = await verifyIdToken(form.get('subject_token') ?? '', audience, cloud.trust);
  if ('wrong' in checked) return failure('invalid_grant', checked.wrong);
  if (checked.subject !== cloud.trust.subject)
    return failure(
      'unauthorized_client',
      'The given credential is rejected by the attribute condition.',
    );
  const token = `federated-${randomBytes(20).toString('base64url')}`;
  cloud.federatedTokens.add(token);
  return jsonAnswer(200, {
    access_token: token,
    issued_token_type: EXPECTED.requested_token_type,
    token_type: 'Bearer',
    expires_in: 3600,
  });
}

function failure(error: string, description: string): CloudAnswer {
  return jsonAnswer(400, { error, error_description: description });
}
