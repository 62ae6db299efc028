import { beforeEach, expect, test, vi } from 'vitest';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { Credential, Grant } from '../../../utils/sites/Credential.ts';
import { triggerName } from '../../../utils/sites/credentials.ts';
import type { Granted } from '../../../utils/sites/oauth/tokenRequests.ts';
import type { Site } from '../../../utils/sites/Site.ts';
import { createSites } from '../../../utils/sites/sites.ts';
import { openSecrets } from './secrets.ts';

const ROOT = 'https://gitlab.com';
const SITE: Site = {
  root: ROOT,
  user: { username: 'mia', name: 'Mia' },
  scopes: ['api'],
  expiresAt: null,
};
const GRANT: Grant = {
  kind: 'oauth',
  clientId: 'application',
  access: 'access',
  refresh: 'refresh',
  expiresAt: 0,
};
const saved = vi.fn<(root: string) => Promise<void>>(async () => undefined);
const removed = vi.fn<(root: string) => Promise<void>>(async () => undefined);
const revoke = vi.fn<(root: string, credential: Credential) => Promise<void>>(
  async () => undefined,
);
let list: Site[];
let secrets: ReturnType<typeof openSecrets>;
let answer: Result<Site>;
let granted: Result<Granted>;
let named: Result<Site['user']>;
let isFull: boolean;
let refusal: Failure | null;

function sites() {
  return createSites({
    stored: {
      list: () => Promise.resolve(list),
      update: async (change) => {
        if (isFull) throw new Error('The disk is full.');
        list = change(list);
      },
    },
    credentials: secrets.credentials,
    refusal: async () => refusal,
    check: () => Promise.resolve(answer),
    oauth: {
      consent: async () => granted,
      user: async () => named,
      revoke,
    },
    saved,
    removed,
  });
}

beforeEach(() => {
  list = [];
  secrets = openSecrets();
  answer = { ok: true, value: SITE };
  granted = { ok: true, value: { grant: GRANT, scopes: ['api'] } };
  named = { ok: true, value: SITE.user };
  isFull = false;
  refusal = null;
  for (const mock of [saved, removed, revoke]) mock.mockClear();
});

test('saving stores the site, the token apart from it, and sets the scripts going', async () => {
  expect(await sites().save(ROOT, 'secret')).toEqual(answer);
  expect(JSON.stringify(list)).not.toContain('secret');
  expect(list).toEqual([SITE]);
  expect(await sites().credentialOf(ROOT)).toEqual({ kind: 'token', token: 'secret' });
  expect(saved).toHaveBeenCalledWith(ROOT);
});

test('saving again replaces the token and keeps one site', async () => {
  await sites().save(ROOT, 'one');
  await sites().save(ROOT, 'two');
  expect(list).toHaveLength(1);
  expect(await sites().credentialOf(ROOT)).toMatchObject({ token: 'two' });
});

test('a token for the session alone is said to be one', async () => {
  await sites().save(ROOT, 'secret', true);
  expect(list).toEqual([{ ...SITE, forSession: true }]);
  secrets.session.key = null;
  expect(await sites().credentialOf(ROOT)).toBeNull();
});

test('a refused token changes nothing', async () => {
  await sites().save(ROOT, 'one');
  answer = { ok: false, failure: { kind: 'token_refused', reason: 'expired' } };
  expect(await sites().save(ROOT, 'two')).toEqual(answer);
  expect(list).toEqual([SITE]);
  expect(await sites().credentialOf(ROOT)).toMatchObject({ token: 'one' });
  expect(saved).toHaveBeenCalledTimes(1);
});

test('signing in by an application keeps its grant and names the user', async () => {
  const site = { ...SITE, signIn: 'oauth', clientId: 'application' };
  expect(await sites().signIn(ROOT, 'application')).toEqual({ ok: true, value: site });
  expect(JSON.stringify(list)).not.toContain('refresh');
  expect(await sites().credentialOf(ROOT)).toEqual(GRANT);
});

test('a grant without the scope api is given back at once', async () => {
  granted = { ok: true, value: { grant: GRANT, scopes: ['read_user'] } };
  expect(await sites().signIn(ROOT, 'application')).toMatchObject({ failure: { reason: 'scope' } });
  expect(revoke).toHaveBeenCalledWith(ROOT, GRANT);
  expect(list).toEqual([]);
});

test('a grant whose user GitLab does not name is given back at once', async () => {
  named = { ok: false, failure: { kind: 'network' } };
  expect(await sites().signIn(ROOT, 'application')).toEqual(named);
  expect(revoke).toHaveBeenCalledExactlyOnceWith(ROOT, GRANT);
  expect(await sites().credentialOf(ROOT)).toBeNull();
  expect(list).toEqual([]);
});

test('a grant that cannot be stored is given back, and the token from before stays', async () => {
  await sites().save(ROOT, 'one');
  isFull = true;
  await expect(sites().signIn(ROOT, 'application')).rejects.toThrow('full');
  expect(revoke).toHaveBeenCalledExactlyOnceWith(ROOT, GRANT);
  expect(await sites().credentialOf(ROOT)).toMatchObject({ token: 'one' });
});

test('a site that is not allowed is refused before anything is asked', async () => {
  refusal = { kind: 'forbidden', reason: 'policy' };
  expect(await sites().save(ROOT, 'one')).toEqual({ ok: false, failure: refusal });
  expect(await sites().signIn(ROOT, 'application')).toEqual({ ok: false, failure: refusal });
  expect(list).toEqual([]);
});

test('what a new sign-in replaces is revoked', async () => {
  await sites().signIn(ROOT, 'application');
  await sites().save(ROOT, 'one');
  expect(revoke).toHaveBeenCalledExactlyOnceWith(ROOT, GRANT);
});

test('removing revokes the grant and takes every token and the scripts along', async () => {
  await sites().signIn(ROOT, 'application');
  const trigger = triggerName(ROOT, 'acme/webshop');
  await secrets.credentials.set(trigger, { kind: 'token', token: 'glptt-1' });
  await sites().remove(ROOT);
  expect(list).toEqual([]);
  expect(secrets.records.size).toBe(0);
  expect(await sites().credentialOf(ROOT)).toBeNull();
  expect(revoke).toHaveBeenCalledWith(ROOT, GRANT);
  expect(removed).toHaveBeenCalledWith(ROOT);
});
