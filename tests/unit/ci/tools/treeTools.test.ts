import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAUDE_USER } from '../../../../ci/caps.ts';
import { treeTools } from '../../../../ci/tools/treeTools.ts';
import { aFolder } from '../aJob.ts';

async function opened(owner: number | null = null) {
  const outer = await aFolder();
  const tree = join(outer, 'code');
  mkdirSync(join(tree, 'src'), { recursive: true });
  writeFileSync(join(outer, 'secret'), 'key');
  writeFileSync(join(tree, 'src/cart.js'), 'cart');
  writeFileSync(join(tree, 'CLAUDE.md'), 'rules');
  symlinkSync(outer, join(tree, 'out'));
  symlinkSync('cart.js', join(tree, 'src/link.js'));
  const tools = treeTools(tree, ['ci/build.yml'], owner);
  const run = (name: string, input: unknown): Promise<string> => {
    const tool = tools.find((one) => one.name === name);
    if (!tool) throw new Error(`no ${name}`);
    return tool.run(input);
  };
  return { outer, tree, tools, run };
}

it('say what they want, all of it needed', async () => {
  const { tools } = await opened();
  expect(tools.map(({ name, inputSchema }) => [name, inputSchema])).toMatchObject([
    ['delete_file', { type: 'object', properties: { path: {} }, required: ['path'] }],
    ['move_file', { type: 'object', properties: { from: {}, to: {} }, required: ['from', 'to'] }],
  ]);
});

describe('delete_file', () => {
  it('deletes a plain file, by its relative or whole path', async () => {
    const { tree, run } = await opened();
    expect(await run('delete_file', { path: 'src/cart.js' })).toBe('Deleted src/cart.js.');
    expect(existsSync(join(tree, 'src/cart.js'))).toBe(false);
    writeFileSync(join(tree, 'b.js'), '');
    await run('delete_file', { path: join(tree, 'b.js') });
    expect(existsSync(join(tree, 'b.js'))).toBe(false);
  });

  it.each([
    ['../secret', 'outside'],
    ['src/../../secret', 'outside'],
    ['/etc/passwd', 'outside'],
    ['out/secret', 'behind something that is no folder'],
    ['src/link.js', 'no plain file'],
    ['src', 'no plain file'],
    ['CLAUDE.md', 'it rules Claude'],
    ['ci/build.yml', 'it rules CI'],
    ['none.js', 'There is no none.js'],
    ['', 'must be a path'],
    ['a\0b', 'must be a path'],
  ])('refuses %j', async (path, words) => {
    const { outer, tree, run } = await opened();
    await expect(run('delete_file', { path })).rejects.toThrow(words);
    expect(existsSync(join(outer, 'secret'))).toBe(true);
    expect(existsSync(join(tree, 'CLAUDE.md'))).toBe(true);
  });
});

describe('move_file', () => {
  it('moves a file, into new folders too', async () => {
    const { tree, run } = await opened();
    await run('move_file', { from: 'src/cart.js', to: 'lib/shop/cart.js' });
    expect(readFileSync(join(tree, 'lib/shop/cart.js'), 'utf8')).toBe('cart');
    expect(existsSync(join(tree, 'src/cart.js'))).toBe(false);
  });

  it.each([
    ['CLAUDE.md', 'docs/x.md', 'it rules Claude'],
    ['src/cart.js', '.gitlab-ci.yml', 'it rules CI'],
    ['src/cart.js', 'CLAUDE.md', 'it rules Claude'],
    ['src/cart.js', 'out/cart.js', 'behind something'],
    ['src/cart.js', '../cart.js', 'outside'],
    ['src/cart.js', 'src/link.js', 'is there already'],
    ['src/link.js', 'src/b.js', 'no plain file'],
  ])('refuses %s to %s', async (from, to, words) => {
    const { tree, run } = await opened();
    await expect(run('move_file', { from, to })).rejects.toThrow(words);
    expect(readFileSync(join(tree, 'src/cart.js'), 'utf8')).toBe('cart');
  });

  it('moves to the top, and into a folder that is there', async () => {
    const { tree, run } = await opened();
    expect(await run('move_file', { from: 'src/cart.js', to: 'a.js' })).toBe(
      'Moved src/cart.js to a.js.',
    );
    await run('move_file', { from: './a.js', to: 'src/../src/b.js' });
    expect(readFileSync(join(tree, 'src/b.js'), 'utf8')).toBe('cart');
  });

  it.each([
    [{ from: 'src/cart.js' }, 'to must be a path.'],
    [{ from: 7, to: 'b.js' }, 'from must be a path.'],
    [null, 'from must be a path.'],
    [{ from: '.', to: 'b.js' }, '. lies outside of the working directory.'],
    [{ from: 'none.js', to: 'b.js' }, 'There is no none.js.'],
    [{ from: 'src/cart.js/x', to: 'b.js' }, 'src/cart.js/x lies behind something'],
    [{ from: 'src/cart.js', to: 'src/cart.js' }, 'src/cart.js is there already.'],
  ])('refuses %j', async (input, words) => {
    const { tree, run } = await opened();
    await expect(run('move_file', input)).rejects.toThrow(words);
    expect(readFileSync(join(tree, 'src/cart.js'), 'utf8')).toBe('cart');
  });

  it('makes folders for Claude’s user, and leaves those of others as they are', async () => {
    const isRoot = process.getuid?.() === 0;
    const owner = isRoot ? CLAUDE_USER : (process.getuid?.() ?? 0);
    const { tree, run } = await opened(owner);
    await run('move_file', { from: 'src/cart.js', to: 'src/new/deep/cart.js' });
    const owners = ['src/new', 'src/new/deep'].map((path) => statSync(join(tree, path)).uid);
    expect(owners).toEqual([owner, owner]);
    expect(statSync(join(tree, 'src')).uid).toBe(process.getuid?.());
  });
});
