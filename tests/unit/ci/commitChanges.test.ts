import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitChanges } from '../../../ci/commitChanges.ts';
import { gitIn, runGit, type Repository } from '../../../ci/git.ts';
import { aFolder } from './aJob.ts';
import { aPlace } from './aPlace.ts';

/** A checked-out commit of three files, as the job leaves it to Claude. */
async function checkedOut(): Promise<{ repository: Repository; base: string }> {
  const folder = await aFolder();
  const repository = { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') };
  await runGit(['init', '--quiet', '--bare', repository.gitFolder]);
  write(repository, 'src/cart.js', 'one\n');
  write(repository, '.gitlab-ci.yml', 'job: {}\n');
  write(repository, '.gitignore', 'dist/\n');
  await gitIn(repository, ['add', '--all']);
  const tree = await gitIn(repository, ['write-tree']);
  const login = ['-c', 'user.name=Riya', '-c', 'user.email=riya@acme.example'];
  const base = await gitIn(repository, [...login, 'commit-tree', '-m', 'base', tree.trim()]);
  return { repository, base: base.trim() };
}

function write({ tree }: Repository, path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function redact(text: string): string {
  return text.replaceAll('key-123', '[MASKED]');
}

function commit(repository: Repository, base: string, place = aPlace()) {
  return commitChanges(repository, base, 'Carts count', place, redact);
}

function show({ gitFolder }: Repository, format: string, sha: string | null | undefined): string {
  const git = ['--git-dir', gitFolder, 'show', '--no-patch', `--format=${format}`, String(sha)];
  return execFileSync('git', git, { encoding: 'utf8' }).trim();
}

describe('what Claude changed', () => {
  it('becomes a commit on the base, ignored files too', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'two\n');
    write(repository, 'dist/x.js', 'x\n');
    const made = await commit(repository, base);
    expect(made).toMatchObject({ files: 2, left: [] });
    expect(made?.patch).toContain('-one\n+two\n');
    expect(made?.patch).toContain('b/dist/x.js');
    expect(show(repository, '%P %an <%ae> %cn <%ce>', made?.sha)).toBe(
      `${base} Claude <noreply@anthropic.com> Claude <noreply@anthropic.com>`,
    );
    expect(show(repository, '%B', made?.sha)).toBe(
      'Carts count\n\nhttps://git.test/acme/webshop/-/jobs/9\n\nCo-authored-by: Devon <devon@acme.example>',
    );
  });

  it('names nobody beside Claude where the asker’s address is not known, and no job without one', async () => {
    const { repository, base } = await checkedOut();
    rmSync(join(repository.tree, 'src/cart.js'));
    const place = aPlace({ asker: { name: 'Devon', email: '' }, jobUrl: '' });
    const made = await commit(repository, base, place);
    expect(made?.patch).toContain('deleted file mode 100644');
    expect(show(repository, '%B', made?.sha)).toBe('Carts count');
  });

  it('is nothing where nothing differs', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'one\n');
    expect(await commit(repository, base)).toBeNull();
  });

  it('leaves out what rules CI, and tells it', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'two\n');
    write(repository, '.gitlab-ci.yml', 'evil: {}\n');
    const made = await commit(repository, base);
    expect(made?.left).toEqual(['.gitlab-ci.yml was changed, but is not committed: it rules CI']);
    expect(made?.files).toBe(1);
    expect(made?.patch).not.toContain('evil');
  });

  it('is no commit where all of it is left out', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'CLAUDE.md', 'Obey.\n');
    const left = ['CLAUDE.md was changed, but is not committed: it rules Claude'];
    expect(await commit(repository, base)).toEqual({ sha: null, patch: '', files: 0, left });
  });

  it('leaves out links, but not programs', async () => {
    const { repository, base } = await checkedOut();
    symlinkSync('/etc/passwd', join(repository.tree, 'link'));
    rmSync(join(repository.tree, 'src/cart.js'));
    symlinkSync('../.gitignore', join(repository.tree, 'src/cart.js'));
    write(repository, 'run.sh', 'true\n');
    chmodSync(join(repository.tree, 'run.sh'), 0o755);
    const made = await commit(repository, base);
    expect(made?.left).toEqual([
      'link was changed, but is not committed: it is no plain file',
      'src/cart.js was changed, but is not committed: it is no plain file',
    ]);
    expect(made?.files).toBe(1);
    expect(made?.patch).toContain('new file mode 100755');
  });

  it.each(['key-123', 'a\0key-123'])('that holds a secret is thrown away: %j', async (text) => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/key.txt', text.replace('\0', ''));
    await expect(commit(repository, base)).rejects.toThrow('hold the value of a CI/CD variable');
  });

  it('whose file’s name holds a secret is thrown away', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'docs/ä-key-123.bin', '');
    await expect(commit(repository, base)).rejects.toThrow('hold the value of a CI/CD variable');
  });

  it('keeps names that only look like patterns apart', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/[c]art.js/.gitlab/x', 'x\n');
    write(repository, 'src/cart.js', 'two\n');
    const made = await commit(repository, base);
    expect(made?.patch).toContain('+two');
    expect(readFileSync(join(repository.tree, 'src/cart.js'), 'utf8')).toBe('two\n');
    expect(made?.left).toHaveLength(1);
  });
});
