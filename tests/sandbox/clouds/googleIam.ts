import { randomBytes } from 'node:crypto';
import { GOOGLE, jsonAnswer } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';

/** Google's IAM Credentials: a service account's passing token for a federated one. */
export async function googleIam(call: CloudCall, cloud: Cloud): Promise<CloudAnswer> {
  cloud.steps.push(`google-iam ${call.path}`);
  const federated = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1];
  if (federated === undefined || !cloud.federatedTokens.has(federated))
    return failure(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  if (call.path !== `/v1/projects/-/serviceAccounts/${GOOGLE.account}:generateAccessToken`)
    return failure(
      403,
      'PERMISSION_DENIED',
      "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    );
  if (!call.body.includes('https://www.googleapis.com/auth/cloud-platform'))
    return failure(400, 'INVALID_ARGUMENT', 'Scope required.');
  const accessToken = `ya29.${randomBytes(30).toString('base64url')}`;
  cloud.googleTokens.add(accessToken);
  const expireTime = new Date(Date.now() + 3_600_000).toISOString();
  return jsonAnswer(200, { accessToken, expireTime });
}

function failure(code: number, status: string, message: string): CloudAnswer {
  return jsonAnswer(code, { error: { code, message, status } });
}
