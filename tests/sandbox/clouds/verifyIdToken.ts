import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { Trust } from './Cloud.ts';

const Header = z.object({ alg: z.literal('RS256'), kid: z.string() });
const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number(),
});
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

/**
 * Checks a token as a cloud does: form, issuer, signature by the keys that the issuer publishes, times, audience. Whether
 * its subject is trusted is another question.
 * @returns the subject, or what is wrong
 */
export async function verifyIdToken(
  token: string,
  audience: string,
  trust: Trust,
): Promise<{ subject: string } | { wrong: string }> {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || !/^[\w-]+$/.test(signature)) return { wrong: 'The token is malformed.' };
  const header = Header.safeParse(decoded(head));
  const claims = Claims.safeParse(decoded(body));
  if (!header.success || !claims.success) return { wrong: 'The token is malformed.' };
  const { iss, sub, aud, exp, nbf } = claims.data;
  if (iss !== trust.issuer()) return { wrong: `No OpenIDConnect provider found for ${iss}.` };
  const key = await keyOf(iss, header.data.kid);
  const signed = Buffer.from(`${head}.${body}`);
  if (!key || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')))
    return { wrong: 'The signature does not fit.' };
  const now = Date.now() / 1000;
  if (now >= exp || now < nbf) return { wrong: 'The token is expired or not yet valid.' };
  if (aud !== audience) return { wrong: `Incorrect token audience ${aud}.` };
  return { subject: sub };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

async function keyOf(
  issuer: string,
  keyId: string,
): Promise<ReturnType<typeof createPublicKey> | null> {
  const found = Discovery.parse(await readJson(`${issuer}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) return null;
  const { keys } = Keys.parse(await readJson(found.jwks_uri));
  const key = keys.find(({ kid }) => kid === keyId);
  return key ? createPublicKey({ key, format: 'jwk' }) : null;
}

async function readJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
