import { createHash, createHmac } from 'node:crypto';
import type { Cloud, CloudCall } from './Cloud.ts';

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Checks a request's signature (Signature Version 4) against the credentials given before.
 * @returns what is wrong, or null
 */
export function signatureFault(call: CloudCall, cloud: Cloud, region: string): string | null {
  const authorization = call.headers.authorization ?? '';
  const [, key = '', day = '', signedRegion, service = '', names = '', signature] =
    FORM.exec(authorization) ?? [];
  const given = cloud.awsSessions.get(key);
  if (!given) return 'The security token included in the request is invalid.';
  if (call.headers['x-amz-security-token'] !== given.session)
    return 'The security token included in the request is invalid.';
  if (signedRegion !== region || service !== 'bedrock')
    return 'Credential should be scoped to a valid region and service.';
  const headers = names.split(';');
  if (!headers.includes('host')) return 'The host has to be signed.';
  const date = String(call.headers['x-amz-date']);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical(call, headers))].join('\n');
  const signing = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${given.secret}`,
  );
  const right = createHmac('sha256', signing).update(text).digest('hex');
  return right === signature
    ? null
    : 'The request signature we calculated does not match the signature you provided.';
}

function canonical(call: CloudCall, headers: readonly string[]): string {
  const [path = '', query = ''] = call.url.split('?');
  return [
    call.method,
    // The path is encoded once more than it was sent.
    path.split('/').map(encoded).join('/'),
    query.split('&').toSorted().join('&'),
    ...headers.map((name) => `${name}:${String(call.headers[name] ?? '').trim()}`),
    '',
    headers.join(';'),
    sha256(call.body),
  ].join('\n');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
