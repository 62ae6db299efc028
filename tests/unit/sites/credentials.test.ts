import { expect, test } from 'vitest';
import { triggerName } from '../../../utils/sites/credentials.ts';
import { openSecrets } from './secrets.ts';

const ROOT = 'https://git.acme.test';
const TOKEN = { kind: 'token', token: 'secret-token' } as const;

test('what is kept for good is read again, also as the first version wrote it', async () => {
  const { credentials, records } = openSecrets();
  await credentials.set(ROOT, TOKEN);
  expect(await credentials.get(ROOT)).toEqual(TOKEN);
  records.set(ROOT, 'secret-token');
  expect(await credentials.get(ROOT)).toEqual(TOKEN);
});

test('what is kept for the session lies in neither store in the clear', async () => {
  const { credentials, records, session } = openSecrets();
  await credentials.set(ROOT, TOKEN, true);
  expect(await credentials.get(ROOT)).toEqual(TOKEN);
  expect(JSON.stringify([...records])).not.toContain('secret-token');
  expect(JSON.stringify(session)).not.toContain('secret-token');
});

test.each([
  ['is over', null],
  ['is another one', btoa('0123456789abcdef0123456789abcdef')],
])('once the session %s, what it kept is gone from the store too', async (_, key) => {
  const { credentials, records, session } = openSecrets();
  await credentials.set(ROOT, TOKEN, true);
  session.key = key;
  expect(await credentials.get(ROOT)).toBeNull();
  expect(records.size).toBe(0);
});

test('a renewed credential is kept as the old one was, and none comes back after removal', async () => {
  const { credentials, records } = openSecrets();
  await credentials.set(ROOT, TOKEN, true);
  await credentials.renew(ROOT, { kind: 'token', token: 'next-token' });
  expect(await credentials.get(ROOT)).toEqual({ kind: 'token', token: 'next-token' });
  expect(JSON.stringify([...records])).not.toContain('next-token');
  await credentials.remove(ROOT);
  await credentials.renew(ROOT, TOKEN);
  expect(records.size).toBe(0);
});

test('removing a site takes the trigger tokens of its projects along, and of no other site', async () => {
  const { credentials, records } = openSecrets();
  const others = ['https://git.acme.test:8443', triggerName(`${ROOT}/gitlab`, 'acme/webshop')];
  for (const name of [ROOT, triggerName(ROOT, 'acme/webshop'), ...others])
    await credentials.set(name, TOKEN);
  await credentials.removeSite(ROOT);
  expect([...records.keys()]).toEqual(others);
});
