import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bytesIn, gitIn, initRepository, runGit } from '../../../ci/git.ts';
import { aFolder } from './aJob.ts';

async function aRepository() {
  const folder = await aFolder();
  const repository = { gitFolder: join(folder, 'repository.git'), tree: folder };
  await initRepository(repository);
  return repository;
}

/** What a program that git starts has in its environment. */
async function environmentOf(more: Parameters<typeof runGit>[1] = {}): Promise<string[]> {
  return (await runGit(['-c', 'alias.env=!env', 'env'], more)).split('\n');
}

describe('git', () => {
  it('that fails says which command, and its own words, shortened', async () => {
    await expect(runGit(['--bare', 'rev-parse', '--verify', 'nowhere'])).rejects.toThrow(
      /^git rev-parse failed: fatal: .*\S$/s,
    );
    const wordy = ['-c', 'ALIAS.say=!printf "%02000d" 0 >&2; exit 1', 'say'];
    const said = await runGit(wordy).catch((error: Error) => error.message);
    expect(said).toHaveLength('git say failed: '.length + 1_500);
  });

  it('gives what it says byte for byte, however much that is', async () => {
    const repository = await aRepository();
    const bytes = Buffer.alloc(3_000_000, 'a\r\n\0\u00ff', 'latin1');
    const big = join(repository.tree, 'big.bin');
    writeFileSync(big, bytes);
    const id = (await gitIn(repository, ['hash-object', '-w', big])).trim();
    const read = await bytesIn(repository, ['cat-file', 'blob', id]);
    expect(read.equals(bytes)).toBe(true);
  });

  it('is told what it needs, and nothing of the job', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'key');
    onTestFinished(() => void vi.unstubAllEnvs());
    const seen = await environmentOf();
    expect(seen).toEqual(
      expect.arrayContaining([
        'HOME=/nonexistent',
        'LC_ALL=C',
        'GIT_CONFIG_NOSYSTEM=1',
        'GIT_CONFIG_GLOBAL=/dev/null',
        'GIT_TERMINAL_PROMPT=0',
        'GIT_ATTR_NOSYSTEM=1',
      ]),
    );
    expect(seen.filter((line) => /^(?:ANTHROPIC|JOB_GIT)/.test(line))).toEqual([]);
  });

  it('gets a password in its environment, where one is to be used', async () => {
    const seen = await environmentOf({ credential: { user: 'bot', password: 'secret' } });
    const header = `Authorization: Basic ${Buffer.from('bot:secret').toString('base64')}`;
    expect(seen).toEqual(
      expect.arrayContaining([
        'JOB_GIT_USER=bot',
        'JOB_GIT_PASSWORD=secret',
        'GIT_CONFIG_KEY_0=http.extraHeader',
        `GIT_CONFIG_VALUE_0=${header}`,
      ]),
    );
  });

  it('reads what it is given, and nothing else', async () => {
    const repository = await aRepository();
    const hash = (input?: string) =>
      gitIn(repository, ['hash-object', '--stdin'], input === undefined ? {} : { input });
    expect(await hash('a')).toBe('2e65efe2a145dda7ee51d1741299f848e5bf752e\n');
    expect(await hash()).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n');
  });
});
