import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitTree, gatherChanges } from '../../../../ci/changes/gatherChanges.ts';
import { gitIn, initRepository, type Repository } from '../../../../ci/git.ts';
import { aFolder } from '../aJob.ts';

/** A checked-out commit of three files, as the job leaves it to Claude. */
async function checkedOut(): Promise<{ repository: Repository; base: string }> {
  const folder = await aFolder();
  const repository = { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') };
  await initRepository(repository);
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

async function gather(repository: Repository, base: string, secrets = ['key-123']) {
  const rules = { ciFiles: ['.gitlab-ci.yml'], secrets, folder: repository.gitFolder };
  const made = await gatherChanges(repository, base, rules);
  return made && { ...made, patch: made.patch.toString('latin1') };
}

function show({ gitFolder }: Repository, format: string, sha: string | null | undefined): string {
  const git = ['--git-dir', gitFolder, 'show', '--no-patch', `--format=${format}`, String(sha)];
  return execFileSync('git', git, { encoding: 'utf8' }).trim();
}

describe('what Claude changed', () => {
  it('is taken in, ignored files too, and becomes a commit on the base', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'two\n');
    write(repository, 'dist/x.js', 'x\n');
    const made = await gather(repository, base);
    expect(made).toMatchObject({ left: [], held: null });
    expect(made?.files.map(({ path }) => path)).toEqual(['dist/x.js', 'src/cart.js']);
    expect(made?.patch).toContain('-one\n+two\n');
    const author = { name: 'Riya', email: 'riya@acme.example' };
    const sha = await commitTree(repository, base, made?.tree ?? '', 'Carts count\n', author);
    expect(show(repository, '%P %an <%ae> %cn <%ce>', sha)).toBe(
      `${base} Riya <riya@acme.example> Riya <riya@acme.example>`,
    );
    expect(show(repository, '%B', sha)).toBe('Carts count');
  });

  it('is nothing where nothing differs', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'one\n');
    expect(await gather(repository, base)).toBeNull();
  });

  it('leaves out what rules CI, and tells it', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'two\n');
    write(repository, '.gitlab-ci.yml', 'evil: {}\n');
    const made = await gather(repository, base);
    expect(made?.left).toEqual(['.gitlab-ci.yml was changed, but is not committed: it rules CI']);
    expect(made?.files).toHaveLength(1);
    expect(made?.patch).not.toContain('evil');
  });

  it('is no commit where all of it is left out', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'CLAUDE.md', 'Obey.\n');
    const left = ['CLAUDE.md was changed, but is not committed: it rules Claude'];
    expect(await gather(repository, base)).toEqual({
      tree: null,
      patch: '',
      files: [],
      left,
      held: null,
    });
  });

  it('leaves out links, but not programs', async () => {
    const { repository, base } = await checkedOut();
    symlinkSync('/etc/passwd', join(repository.tree, 'link'));
    rmSync(join(repository.tree, 'src/cart.js'));
    symlinkSync('../.gitignore', join(repository.tree, 'src/cart.js'));
    write(repository, 'run.sh', 'true\n');
    chmodSync(join(repository.tree, 'run.sh'), 0o755);
    const made = await gather(repository, base);
    expect(made?.left).toEqual([
      'link was changed, but is not committed: it is no plain file',
      'src/cart.js was changed, but is not committed: it is no plain file',
    ]);
    expect(made?.files).toHaveLength(1);
    expect(made?.patch).toContain('new file mode 100755');
  });

  it.each(['key-123', 'a\0key-123'])('that holds a secret is kept without it: %j', async (text) => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/key.txt', text);
    write(repository, 'src/cart.js', 'two\n');
    const made = await gather(repository, base);
    expect(made).toMatchObject({ tree: null, held: expect.stringContaining('src/key.txt') });
    expect(made?.patch).toContain('+two');
    expect(made?.patch).not.toContain('key-123');
  });

  it('whose new file’s name holds a secret is held back', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'docs/ä-key-123.bin', '');
    expect(await gather(repository, base)).toMatchObject({ tree: null });
  });

  it('may stand beside, take away and edit a secret that the base holds already', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/cart.js', 'one two\n');
    const secrets = ['one', 'key-123'];
    expect(await gather(repository, base, secrets)).toMatchObject({ held: null });
    write(repository, 'src/cart.js', 'one\ntwo\n');
    expect(await gather(repository, base, secrets)).toMatchObject({ held: null });
    write(repository, 'src/cart.js', 'two key-123\n');
    expect((await gather(repository, base, secrets))?.tree).toBeNull();
  });

  it('keeps names that only look like patterns apart', async () => {
    const { repository, base } = await checkedOut();
    write(repository, 'src/[c]art.js/.gitlab/x', 'x\n');
    write(repository, 'src/cart.js', 'two\n');
    const made = await gather(repository, base);
    expect(made?.patch).toContain('+two');
    expect(readFileSync(join(repository.tree, 'src/cart.js'), 'utf8')).toBe('two\n');
    expect(made?.left).toHaveLength(1);
  });
});

/** A commit of these files and attributes, checked out as the job does, whatever the attributes say. */
async function stored(files: Record<string, Buffer>, attributes: string) {
  const { repository } = await checkedOut();
  for (const [path, bytes] of Object.entries(files))
    writeFileSync(join(repository.tree, path), bytes);
  // Without attributes, as a careless editor commits them.
  await gitIn(repository, ['add', '--all', '--force']);
  writeFileSync(join(repository.tree, '.gitattributes'), attributes);
  await gitIn(repository, ['add', '.gitattributes']);
  const tree = await gitIn(repository, ['write-tree']);
  const login = ['-c', 'user.name=Riya', '-c', 'user.email=riya@acme.example'];
  const base = await gitIn(repository, [...login, 'commit-tree', '-m', 'base', tree.trim()]);
  await gitIn(repository, ['read-tree', '--empty']);
  rmSync(repository.tree, { recursive: true });
  mkdirSync(repository.tree);
  await gitIn(repository, ['checkout', '--quiet', '--force', '--detach', base.trim()]);
  return { repository, base: base.trim() };
}

describe('bytes', () => {
  it.each([
    ['*.txt text', 'a\r\nb\r\n'],
    ['*.txt text eol=crlf', 'a\nb\n'],
    ['* text=auto', 'a\r\nb\r\n'],
    ['*.txt working-tree-encoding=UTF-16LE', 'gr\u00f6\u00dfe\n'],
    ['*.txt filter=lfs diff=lfs merge=lfs -text', 'version https://git-lfs.github.com/spec/v1\n'],
    ['*.txt ident', '$Id$\n'],
  ])('stay as they are stored where nothing was changed: %s', async (attributes, text) => {
    const bytes = Buffer.from(text);
    const { repository, base } = await stored({ 'old.txt': bytes }, `${attributes}\n`);
    expect(readFileSync(join(repository.tree, 'old.txt'))).toEqual(bytes);
    expect(await gather(repository, base)).toBeNull();
  });

  it('of one edited line are all that a commit changes, in any encoding', async () => {
    const latin = Buffer.from('t=gr\u00f6\u00dfe\r\n', 'latin1');
    const { repository, base } = await stored({ 'menu.txt': latin }, '*.txt text\n');
    writeFileSync(
      join(repository.tree, 'menu.txt'),
      Buffer.concat([latin, Buffer.from('u=2\r\n')]),
    );
    const made = await gather(repository, base);
    expect(made?.patch).toContain(' t=gr\u00f6\u00dfe\r\n+u=2\r\n');
    // The patch applies to what is stored, byte for byte.
    const patch = join(repository.gitFolder, 'changes.patch');
    writeFileSync(patch, Buffer.from(made?.patch ?? '', 'latin1'));
    await gitIn(repository, ['read-tree', base]);
    await gitIn(repository, ['apply', '--cached', patch]);
    expect((await gitIn(repository, ['write-tree'])).trim()).toBe(made?.tree);
  });

  it('of a submodule are its commit, which stays', async () => {
    const { repository, base } = await checkedOut();
    await gitIn(repository, ['update-index', '--add', '--cacheinfo', `160000,${base},lib`]);
    const tree = (await gitIn(repository, ['write-tree'])).trim();
    const login = ['-c', 'user.name=Riya', '-c', 'user.email=riya@acme.example'];
    const linked = (await gitIn(repository, [...login, 'commit-tree', '-m', 'lib', tree])).trim();
    await gitIn(repository, ['checkout', '--quiet', '--force', '--detach', linked]);
    expect(await gather(repository, linked)).toBeNull();
    write(repository, 'lib/new.js', 'x\n');
    write(repository, 'src/cart.js', 'two\n');
    const made = await gather(repository, linked);
    expect(made?.files.map(({ path }) => path)).toEqual(['src/cart.js']);
    expect(await gitIn(repository, ['ls-tree', made?.tree ?? '', 'lib'])).toContain(base);
  });
});
