import { expect, test } from 'vitest';
import { allowsHost, NO_POLICY, parsePolicy, readPolicy } from '../../../utils/storage/policy.ts';

test('without a policy nothing is ruled, also where the browser has no managed storage', async () => {
  expect(parsePolicy({})).toEqual(NO_POLICY);
  const unmanaged = { get: () => Promise.reject(new Error('Managed storage manifest not found')) };
  expect(await readPolicy(unmanaged)).toEqual(NO_POLICY);
});

test('a policy that cannot be read at all is broken: nothing is sent against it', async () => {
  const unreadable = { get: () => Promise.reject(new Error('Read error')) };
  expect((await readPolicy(unreadable)).broken).toEqual(['storage.managed']);
});

test('each part is read; one that is wrong is named and spoils no other', () => {
  const policy = parsePolicy({
    hosts: ['*.acme.test'],
    dailyCapUsd: 'five',
    transports: ['inputs', 'pigeons'],
    maxPromptBytes: 50_000,
    somethingNewer: true,
  });
  expect(policy).toMatchObject({ hosts: ['*.acme.test'], maxPromptBytes: 50_000 });
  expect(policy.broken).toEqual(['transports', 'dailyCapUsd']);
});

test.each([
  ['https://git.acme.test', true],
  ['https://a.b.acme.test:8443/gitlab', true],
  ['https://acme.test', false],
  ['https://evilacme.test', false],
  ['https://gitlab.com', true],
  ['https://gitlab.com.evil.test', false],
])('%s may be added: %s', (root, allowed) => {
  expect(allowsHost({ ...NO_POLICY, hosts: ['*.acme.test', 'gitlab.com'] }, root)).toBe(allowed);
});

test('an empty list of hosts allows none', () => {
  expect(allowsHost({ ...NO_POLICY, hosts: [] }, 'https://gitlab.com')).toBe(false);
});
