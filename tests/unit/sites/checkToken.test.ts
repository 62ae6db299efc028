import { expect, test } from 'vitest';
import type { AccessToken } from '../../../utils/gitlab/entities.ts';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import { checkToken } from '../../../utils/sites/checkToken.ts';

const ROOT = 'https://gitlab.com';
const NOW = new Date('2026-11-21T12:00:00Z');
const GOOD: AccessToken = {
  scopes: ['api'],
  expires_at: '2026-11-22',
  active: true,
  revoked: false,
};

function check(token: Result<AccessToken>) {
  const user = { id: 1, username: 'mia', name: 'Mia' };
  const gitLab = {
    accessToken: () => Promise.resolve(token),
    user: () => Promise.resolve({ ok: true as const, value: user }),
  };
  return checkToken(gitLab, ROOT, NOW);
}

const given = (token: Partial<AccessToken>) => check({ ok: true, value: { ...GOOD, ...token } });
const refused = (failure: Failure) => check({ ok: false, failure });

test('a good token names its user, scopes and end', async () => {
  expect(await given({})).toEqual({
    ok: true,
    value: {
      root: ROOT,
      user: { username: 'mia', name: 'Mia' },
      scopes: ['api'],
      expiresAt: '2026-11-22',
    },
  });
  expect(await given({ expires_at: null })).toMatchObject({ value: { expiresAt: null } });
});

test.each([
  [{ revoked: true, active: false }, 'revoked'],
  [{ expires_at: '2026-11-21', active: false }, 'expired'],
  [{ expires_at: '2020-08-31T15:53:00.073Z' }, 'expired'],
  [{ active: false }, 'inactive'],
  [{ scopes: ['read_api', 'read_user'] }, 'scope'],
  [{ scopes: [] }, 'scope'],
  [{ granular: false, scopes: [] }, 'scope'],
])('%j is refused: %s', async (token, reason) => {
  expect(await given(token)).toEqual({ ok: false, failure: { kind: 'token_refused', reason } });
});

test('a fine-grained token names the permissions that it lacks', async () => {
  const granular_scopes = [{ permissions: ['read_pipeline'] }];
  expect(await given({ granular: true, scopes: [], granular_scopes })).toMatchObject({
    failure: { reason: 'permissions', subject: 'Pipeline: Create, Job: Read' },
  });
});

test('a fine-grained token with the permissions needs no scope', async () => {
  const granular_scopes = [
    { permissions: ['create_pipeline', 'read_pipeline'] },
    { permissions: ['read_job'] },
  ];
  expect(await given({ granular: true, scopes: [], granular_scopes })).toMatchObject({ ok: true });
});

test("GitLab's own refusals stand", async () => {
  const kind = 'token_refused';
  expect(await refused({ kind, status: 401, detail: '401 Unauthorized' })).toEqual({
    ok: false,
    failure: { kind, status: 401, detail: '401 Unauthorized' },
  });
  expect(await refused({ kind: 'network' })).toEqual({ ok: false, failure: { kind: 'network' } });
});
