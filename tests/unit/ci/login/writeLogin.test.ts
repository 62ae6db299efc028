import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CLAUDE_USER } from '../../../../ci/caps.ts';
import { writeLogin } from '../../../../ci/login/writeLogin.ts';

it('leaves a login’s files to one user alone, byte for byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'login-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? CLAUDE_USER : (process.getuid?.() ?? 0);
  const inside = join(folder, 'login');
  await writeLogin({ files: { token: 'a.b.c' }, settings: {} }, inside, isRoot ? owner : null);
  const [outer, file] = await Promise.all([stat(inside), stat(join(inside, 'token'))]);
  expect([outer.mode & 0o777, outer.uid]).toEqual([0o700, owner]);
  expect([file.mode & 0o777, file.uid]).toEqual([0o400, owner]);
  expect(await readFile(join(inside, 'token'), 'utf8')).toBe('a.b.c');
});
