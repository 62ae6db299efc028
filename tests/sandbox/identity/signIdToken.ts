import { createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** A claim of a token. */
export type Claims = Record<string, string | number>;

const KEY_ID = 'sandbox-key';
let pair: { privateKey: KeyObject; publicKey: KeyObject } | null = null;

/** Made when it is first needed; all sandboxes of a process share it. */
function keyPair(): { privateKey: KeyObject; publicKey: KeyObject } {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
}

/** A JSON Web Token as GitLab signs it for `id_tokens` (RS256); it is good from now on for `seconds`. */
export function signIdToken(claims: Claims, seconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const times = { jti: randomUUID(), iat: now, nbf: now - 5, exp: now + seconds };
  const signed = [
    { alg: 'RS256', kid: KEY_ID, typ: 'JWT' },
    { ...claims, ...times },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('RSA-SHA256', Buffer.from(signed), keyPair().privateKey);
  return `${signed}.${signature.toString('base64url')}`;
}

/** What GitLab serves at `/oauth/discovery/keys`. */
export function publicKeys(): { keys: JsonWebKey[] } {
  const key = createPublicKey(keyPair().privateKey).export({ format: 'jwk' });
  return { keys: [{ ...key, kid: KEY_ID, use: 'sig', alg: 'RS256' }] };
}
