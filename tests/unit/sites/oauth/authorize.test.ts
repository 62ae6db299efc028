import { expect, test } from 'vitest';
import { authorize } from '../../../../utils/sites/oauth/authorize.ts';
import { redirectAddress } from '../../../../utils/sites/oauth/redirectAddress.ts';
import { challengeOf } from '../../../../utils/sites/oauth/pkce.ts';

const ROOT = 'https://git.acme.test/gitlab';
const EXTENSION = 'https://extension.test/';
const getRedirectURL = (path = '') => `${EXTENSION}${path}`;
const BACK = await redirectAddress({ getRedirectURL }, ROOT);

/** An authorization window that ends at the address which `end` makes of the question. */
function ending(end: (asked: URLSearchParams) => string | undefined) {
  const asked: URL[] = [];
  return {
    asked,
    getRedirectURL,
    launchWebAuthFlow: async ({ url }: { url: string }) => {
      asked.push(new URL(url));
      return end(new URL(url).searchParams);
    },
  };
}

test("the challenge is that of RFC 7636's example", async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a code comes with the verifier whose challenge GitLab was shown', async () => {
  const identity = ending((asked) => `${BACK}?code=c0de&state=${asked.get('state')}`);
  const consent = await authorize(identity, ROOT, 'application');
  const [address] = identity.asked;
  expect(address?.href.split('?')[0]).toBe(`${ROOT}/oauth/authorize`);
  expect(Object.fromEntries(address?.searchParams ?? [])).toMatchObject({
    client_id: 'application',
    redirect_uri: BACK,
    response_type: 'code',
    scope: 'api',
    code_challenge_method: 'S256',
  });
  if (!consent.ok) throw new Error('There is no consent.');
  expect(consent.value).toMatchObject({ code: 'c0de', redirectUri: BACK });
  expect(consent.value.verifier).toMatch(/^[\w-]{43,128}$/);
  expect(await challengeOf(consent.value.verifier)).toBe(
    address?.searchParams.get('code_challenge'),
  );
  expect(address?.href).not.toContain(consent.value.verifier);
});

test.each([
  ['the user refuses', (state: string) => `${BACK}?error=access_denied&state=${state}`, 'denied'],
  ['the answer is to another question', () => `${BACK}?code=c0de&state=other`, 'consent'],
  ['there is no answer', () => undefined, 'consent'],
  ['GitLab refuses', (state: string) => `${BACK}?error=invalid_scope&state=${state}`, 'consent'],
])('when %s there is no consent', async (_, end, reason) => {
  const identity = ending((asked) => end(asked.get('state') ?? ''));
  expect(await authorize(identity, ROOT, 'application')).toMatchObject({
    ok: false,
    failure: { kind: 'token_refused', reason },
  });
});

test.each([
  ['The user did not approve access.', 'denied'],
  ['Authorization page could not be loaded.', 'consent'],
])('a window that ends with "%s" is a refusal', async (words, reason) => {
  const identity = {
    getRedirectURL,
    launchWebAuthFlow: () => Promise.reject(new Error(words)),
  };
  expect(await authorize(identity, ROOT, 'application')).toMatchObject({ failure: { reason } });
});

test('each site has a redirect address of its own, which is always the same', async () => {
  const roots = [
    ROOT,
    'https://git.acme.test',
    'https://git.acme.test/gitlab2',
    'https://evil.test',
  ];
  const addresses = await Promise.all(
    roots.map((root) => redirectAddress({ getRedirectURL }, root)),
  );
  expect(new Set(addresses).size).toBe(roots.length);
  expect(await redirectAddress({ getRedirectURL }, ROOT)).toBe(BACK);
  expect(BACK).toMatch(/^https:\/\/extension\.test\/[0-9a-f]{32}$/);
});

const OTHER = await redirectAddress({ getRedirectURL }, 'https://evil.test');

test.each([
  ["another site's address", () => OTHER],
  ['the address without a path', () => EXTENSION],
  ['an address that only begins like ours', () => `${BACK}0`],
  ['an address below ours', () => `${BACK}/more`],
  ['our path on another host', () => BACK.replace('extension.test', 'evil.test')],
])('attack: a code that comes back at %s is given to nobody', async (_, address) => {
  const identity = ending((asked) => `${address()}?code=c0de&state=${asked.get('state')}`);
  expect(await authorize(identity, ROOT, 'application')).toMatchObject({
    ok: false,
    failure: { kind: 'token_refused', reason: 'mixed_up' },
  });
});

test.each([
  ['https://evil.test', false],
  ['https://git.acme.test', false],
  [ROOT, true],
  [`${ROOT}/`, true],
])('attack: an answer by the issuer %s is taken: %s', async (issuer, taken) => {
  const identity = ending(
    (asked) =>
      `${BACK}?${new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', iss: issuer })}`,
  );
  expect((await authorize(identity, ROOT, 'application')).ok).toBe(taken);
});
