import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/startSandbox.ts';

const SECRET = 'ab'.repeat(16);
const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ anthropicUrl: 'http://127.0.0.1:9' });
  sandbox.project('acme/webshop').uploads = [
    { secret: SECRET, filename: 'bug.png', bytes },
    { secret: SECRET, filename: 'far.png', bytes, elsewhere: 'https://storage.test/far.png' },
  ];
});
afterAll(() => sandbox.stop());

async function ask(filename: string, headers: Record<string, string>): Promise<Response> {
  const { id } = sandbox.project('acme/webshop');
  const address = `${sandbox.url}/api/v4/projects/${id}/uploads/${SECRET}/${filename}`;
  return fetch(address, { headers, redirect: 'manual' });
}

const asDev = () => ({ 'PRIVATE-TOKEN': sandbox.tokens.dev });

test('an upload is given as bytes to keep', async () => {
  const answer = await ask('bug.png', asDev());
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
});

test('one that lies elsewhere is answered with a redirect', async () => {
  expect((await ask('far.png', asDev())).status).toBe(302);
});

test('nobody who is signed out reads one, of a public project neither', async () => {
  const project = sandbox.project('acme/webshop');
  expect((await ask('bug.png', {})).status).toBe(404);
  project.visibility = 'public';
  expect((await ask('bug.png', {})).status).toBe(403);
  project.visibility = 'private';
});

test('what is not there, or came after this GitLab, is not found', async () => {
  expect((await ask('other.png', asDev())).status).toBe(404);
  const { settings } = sandbox.state;
  const { version } = settings;
  settings.version = '17.3.0';
  expect((await ask('bug.png', asDev())).status).toBe(404);
  settings.version = version;
});
