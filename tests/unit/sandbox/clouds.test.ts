import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AWS, GOOGLE } from '../../sandbox/clouds/Cloud.ts';
import { startClouds } from '../../sandbox/clouds/startClouds.ts';
import type { Clouds } from '../../sandbox/clouds/startClouds.ts';
import { publicKeys, signIdToken } from '../../sandbox/identity/signIdToken.ts';

const SUBJECT = 'project_path:acme/webshop:ref_type:branch:ref:ask-claude';
let clouds: Clouds;
let issuer = '';
const gitLab = createServer((request, response) => {
  const discovery = { issuer, jwks_uri: `${issuer}/keys` };
  response.end(JSON.stringify(request.url === '/keys' ? publicKeys() : discovery));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => gitLab.listen(0, '127.0.0.1', () => resolve()));
  // A listening server has an address with a port.
  issuer = `http://127.0.0.1:${(gitLab.address() as AddressInfo).port}`;
  clouds = await startClouds(() => issuer, []);
});
afterAll(async () => {
  await clouds.close();
  gitLab.close();
});

const token = (claims: Record<string, string> = {}, seconds = 60): string =>
  signIdToken({ iss: issuer, sub: SUBJECT, aud: 'sts.amazonaws.com', ...claims }, seconds);

async function assumeRole(webIdentity: string, role: string = AWS.role): Promise<string> {
  const response = await fetch(clouds.endpoints['aws-sts'] ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: role,
      RoleSessionName: 'gitlab-5-1',
      WebIdentityToken: webIdentity,
    }),
  });
  const text = await response.text();
  return /<(?:Code|AccessKeyId)>([^<]+)/.exec(text)?.[1] ?? text;
}

describe('the stand-in for AWS’s token service', () => {
  it('gives credentials for the trusted subject’s token', async () => {
    expect(await assumeRole(token())).toMatch(/^ASIA/);
  });

  it.each([
    ['of another audience', () => token({ aud: 'https://gitlab.com' }), 'InvalidIdentityToken'],
    ['of another issuer', () => token({ iss: 'http://127.0.0.1:9' }), 'InvalidIdentityToken'],
    ['that is expired', () => token({}, -1), 'InvalidIdentityToken'],
    ['with a changed signature', () => `${token().slice(0, -9)}AAAAAAAAA`, 'InvalidIdentityToken'],
    ['with a line’s end', () => `${token()}\n`, 'InvalidIdentityToken'],
    [
      'of another branch',
      () => token({ sub: SUBJECT.replace('ask-claude', 'feature/x') }),
      'AccessDenied',
    ],
  ])('gives none for a token %s', async (_what, made, code) => {
    expect(await assumeRole(made())).toBe(code);
  });

  it('gives none for another role', async () => {
    expect(await assumeRole(token(), 'arn:aws:iam::123456789012:role/admin')).toBe('AccessDenied');
  });
});

it('the stand-in for Bedrock answers no request with a wrong signature', async () => {
  const key = await assumeRole(token());
  const session = clouds.awsSessions.get(key)?.session ?? '';
  const response = await fetch(`${clouds.endpoints.bedrock ?? ''}/inference-profiles`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/${AWS.region}/bedrock/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      'x-amz-date': '20260101T000000Z',
      'x-amz-security-token': session,
    },
  });
  expect([response.status, await response.text()]).toEqual([
    403,
    expect.stringContaining('does not match the signature'),
  ]);
});

it('the stand-ins for Google give nothing without the step before', async () => {
  const account = `/v1/projects/-/serviceAccounts/${GOOGLE.account}:generateAccessToken`;
  const model = `/projects/${GOOGLE.project}/locations/${GOOGLE.region}/publishers/anthropic/models/claude-sonnet-5-5:rawPredict`;
  expect((await askGoogle(clouds.endpoints['google-sts'], '/v1/token')).status).toBe(400);
  expect((await askGoogle(clouds.endpoints['google-iam'], account)).status).toBe(401);
  expect((await askGoogle(clouds.endpoints.vertex, model)).status).toBe(401);
});

function askGoogle(part: string | undefined, path: string): Promise<Response> {
  const headers = { authorization: 'Bearer x' };
  return fetch(`${part ?? ''}${path}`, { method: 'POST', headers, body: '{}' });
}
