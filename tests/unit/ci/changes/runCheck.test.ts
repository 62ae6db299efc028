import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CHECK_USERS } from '../../../../ci/caps.ts';
import { gitIn, initRepository } from '../../../../ci/git.ts';
import { checkUser, runCheck } from '../../../../ci/changes/runCheck.ts';
import { skipUnless } from '../../../skipUnless.ts';
import { aFolder } from '../aJob.ts';

/** A job's folder, and a tree of one file in its repository, as `runCheck` takes them. */
async function aTree() {
  const folder = await aFolder();
  await chmod(folder, 0o711);
  const repository = { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') };
  await initRepository(repository);
  mkdirSync(repository.tree);
  writeFileSync(join(repository.tree, 'a.js'), 'one\n');
  await gitIn(repository, ['add', '--all']);
  const tree = (await gitIn(repository, ['write-tree'])).trim();
  return { folder, repository, tree, user: checkUser() };
}

async function check(command: string, more: { minutes?: number; signal?: AbortSignal } = {}) {
  const given = await aTree();
  const signal = new AbortController().signal;
  const checked = await runCheck({ ...given, command, minutes: 1, signal, ...more });
  return { ...given, ...checked };
}

it('has a user of its own each time', () => {
  const users = Array.from({ length: 50 }, checkUser);
  expect(new Set(users).size).toBeGreaterThan(25);
  const last = CHECK_USERS.first + CHECK_USERS.count - 1;
  expect(Math.min(...users)).toBeGreaterThanOrEqual(CHECK_USERS.first);
  expect(Math.max(...users)).toBeLessThanOrEqual(last);
});

describe('the project’s check', () => {
  skipUnless(process.getuid?.() === 0, 'only root can run it as another user');

  it('runs on a copy of the tree, of which nothing stays', async () => {
    const given = await aTree();
    writeFileSync(join(given.repository.tree, 'a.js'), 'two\n');
    mkdirSync(join(given.folder, 'check/code'), { recursive: true });
    writeFileSync(join(given.folder, 'check/code/stale'), '');
    const { signal } = new AbortController();
    const command = 'ls; cat a.js; echo three > a.js; test -w "$HOME" && test -w "$TMPDIR"';
    const checked = await runCheck({ ...given, command, minutes: 1, signal });
    expect(checked).toEqual({ passed: true, words: 'a.js\none\n(exit code 0)' });
    expect(readFileSync(join(given.repository.tree, 'a.js'), 'utf8')).toBe('two\n');
    expect(existsSync(join(given.folder, 'check'))).toBe(false);
  });

  it('runs as its own user, with nothing of the job’s in its environment', async () => {
    vi.stubEnv('CI_JOB_TOKEN', 'job-token');
    const { words, folder, user } = await check('id -u; id -g; env; cat');
    vi.unstubAllEnvs();
    const place = join(folder, 'check');
    const [uid, gid, ...lines] = words.split('\n').slice(0, -1);
    expect([uid, gid]).toEqual([String(user), String(user)]);
    expect(lines.filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line)).toSorted()).toEqual([
      'CI=true',
      `HOME=${place}/home`,
      'LANG=C.UTF-8',
      `PATH=${process.env['PATH']}`,
      `TMPDIR=${place}/tmp`,
    ]);
  });

  it('has failed with any other exit code than 0, and tells what it printed', async () => {
    const { passed, words } = await check('printf "out\\r\\nmore\\n\\n"; exit 3');
    expect([passed, words]).toEqual([false, 'out\nmore\n(exit code 3)']);
    expect((await check('echo wrong >&2; kill -TERM $$')).words).toBe(
      'wrong\n(it was ended by SIGTERM)',
    );
  });

  it('tells the end of what it printed where that is much', async () => {
    const { words } = await check('head -c 30000 /dev/zero | tr "\\0" x; echo END');
    expect(words.startsWith('…xxx')).toBe(true);
    expect(words.endsWith('xEND\n(exit code 0)')).toBe(true);
    expect(words).toHaveLength('…'.length + 20_000 + '(exit code 0)'.length);
  });

  it('is ended where it takes too long', async () => {
    const { passed, words } = await check('sleep 60', { minutes: 0.0005 });
    expect([passed, words]).toEqual([false, '\n(it did not end within 0.0005 minutes)']);
  });

  it('is ended with the job, and does not begin after it', async () => {
    const given = await aTree();
    const cancelled = new AbortController();
    const began = join(given.folder, 'check/home/began');
    const options = { ...given, command: 'touch "$HOME/began"; sleep 60', minutes: 1 };
    const running = runCheck({ ...options, signal: cancelled.signal });
    await expect.poll(() => existsSync(began)).toBe(true);
    cancelled.abort();
    const ended = { passed: false, words: '\n(the job was cancelled)' };
    expect(await running).toEqual(ended);
    const late = { ...options, command: 'echo began', signal: cancelled.signal };
    expect(await runCheck(late)).toEqual(ended);
  });

  it('leaves nothing running in the background', async () => {
    const { passed, words } = await check('sleep 300 & echo $!');
    expect(passed).toBe(true);
    // A program that has ended keeps no command line, where it is still known at all.
    const path = `/proc/${Number.parseInt(words, 10)}/cmdline`;
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe('');
  });
});
