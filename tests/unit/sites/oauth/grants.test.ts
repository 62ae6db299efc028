import { beforeEach, expect, test } from 'vitest';
import type { Result } from '../../../../utils/gitlab/Failure.ts';
import type { Grant } from '../../../../utils/sites/Credential.ts';
import { bearerNetwork } from '../../../../utils/sites/oauth/bearerNetwork.ts';
import { createGrants } from '../../../../utils/sites/oauth/createGrants.ts';
import type { Granted } from '../../../../utils/sites/oauth/tokenRequests.ts';
import { openSecrets } from '../secrets.ts';

const ROOT = 'https://git.acme.test';
const HOUR = 3_600_000;
let now: number;
let refreshed: string[];
let secrets: ReturnType<typeof openSecrets>;
/** What the store held at the moment in which each request left. */
let sent: { access: string; stored: string; method: string | undefined }[];

const grantOf = (number: number, expiresAt: number): Grant => ({
  kind: 'oauth',
  clientId: 'application',
  access: `access-${number}`,
  refresh: `refresh-${number}`,
  expiresAt,
});

async function refresh(_: string, grant: Grant): Promise<Result<Granted>> {
  refreshed.push(grant.refresh);
  const number = Number(grant.refresh.split('-')[1]) + 1;
  if (number === 99) return { ok: false, failure: { kind: 'network' } };
  return { ok: true, value: { grant: grantOf(number, now + 2 * HOUR), scopes: ['api'] } };
}

function grants() {
  return createGrants({
    credentials: secrets.credentials,
    requests: { refresh },
    redirectAddress: async () => 'https://extension.test/',
    now: () => now,
  });
}

/** A site that takes one access token alone. */
function siteTaking(taken: string) {
  return bearerNetwork(ROOT, grants(), {
    sleep: async () => undefined,
    fetch: async (_, init) => {
      const headers = new Headers(init.headers);
      const access = headers.get('authorization')?.replace('Bearer ', '') ?? '';
      const stored = await secrets.credentials.get(ROOT);
      sent.push({ access, stored: JSON.stringify(stored), method: init.method });
      return access === taken
        ? new Response('{}')
        : new Response(`{"error": "invalid_token ${access}"}`, { status: 401 });
    },
  });
}

const ask = (network: ReturnType<typeof siteTaking>, method = 'GET') =>
  network.fetch(new URL(`${ROOT}/api/v4/user`), { method });

beforeEach(async () => {
  now = Date.parse('2026-11-21T12:00:00Z');
  refreshed = [];
  sent = [];
  secrets = openSecrets();
  await secrets.credentials.set(ROOT, grantOf(1, now + 2 * HOUR));
});

test('a grant that holds is used as it is', async () => {
  expect((await ask(siteTaking('access-1'))).status).toBe(200);
  expect(refreshed).toEqual([]);
});

test('one that ends is renewed once for all who ask, and stored before it is used', async () => {
  now += 2 * HOUR - 30_000;
  const network = siteTaking('access-2');
  const answers = await Promise.all([ask(network), ask(network), ask(network)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(refreshed).toEqual(['refresh-1']);
  for (const { access, stored } of sent) expect(stored).toContain(access);
});

test('a reading that GitLab refuses early is renewed and asked again; a second refusal stands', async () => {
  expect((await ask(siteTaking('access-2'))).status).toBe(200);
  expect((await ask(siteTaking('access-9'))).status).toBe(401);
  expect(sent.map(({ access }) => access)).toEqual([
    'access-1',
    'access-2',
    'access-2',
    'access-3',
  ]);
});

test('what makes something is never sent again', async () => {
  expect((await ask(siteTaking('access-2'), 'POST')).status).toBe(401);
  expect(sent).toHaveLength(1);
});

test('an answer that says the token back comes without it', async () => {
  const answer = await ask(siteTaking('none'), 'POST');
  expect(await answer.text()).toBe('{"error": "invalid_token [token]"}');
});

test('while the site cannot be reached the grant stays, and the next look renews it', async () => {
  await secrets.credentials.set(ROOT, grantOf(98, now));
  await expect(ask(siteTaking('access-99'))).rejects.toThrow(TypeError);
  expect(await secrets.credentials.get(ROOT)).toEqual(grantOf(98, now));
});

test('without a grant nothing is sent', async () => {
  await secrets.credentials.remove(ROOT);
  expect((await ask(siteTaking('access-1'))).status).toBe(401);
  expect(sent).toEqual([]);
});
