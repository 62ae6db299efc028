import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gitIn, initRepository } from '../../../../ci/git.ts';
import { listFiles, readInstructions } from '../../../../ci/request/readInstructions.ts';
import { aFolder } from '../aJob.ts';

/** What is read of a default branch with these files; a link is `-> target`. */
async function read(files: Record<string, string>): Promise<string | null> {
  const folder = await aFolder();
  const repository = { gitFolder: join(folder, 'repository.git'), tree: folder };
  await initRepository(repository);
  for (const [path, text] of Object.entries(files)) {
    const [, target] = /^-> (.*)$/.exec(text) ?? [];
    const hashed = ['hash-object', '-w', '--stdin'];
    const blob = (await gitIn(repository, hashed, { input: target ?? text })).trim();
    const entry = `${target === undefined ? '100644' : '120000'},${blob},${path}`;
    await gitIn(repository, ['update-index', '--add', '--cacheinfo', entry]);
  }
  const tree = (await gitIn(repository, ['write-tree'])).trim();
  const login = ['-c', 'user.name=Riya', '-c', 'user.email=riya@acme.example'];
  const sha = (await gitIn(repository, [...login, 'commit-tree', '-m', 'x', tree])).trim();
  await gitIn(repository, ['update-ref', 'refs/job/default', sha]);
  return readInstructions(repository, await listFiles(repository));
}

it('are none where there are none', async () => {
  expect(await read({ 'a.js': '1' })).toBeNull();
});

it('are CLAUDE.md’s, or AGENTS.md’s where that is missing', async () => {
  expect(await read({ 'CLAUDE.md': 'Use tabs.', 'AGENTS.md': 'Use spaces.' })).toBe(
    '# CLAUDE.md (this project’s default branch)\n\nUse tabs.',
  );
  expect(await read({ 'AGENTS.md': 'Use spaces.' })).toContain('Use spaces.');
});

it('are found behind links that stay within the tree, and behind no others', async () => {
  expect(await read({ 'CLAUDE.md': '-> AGENTS.md', 'AGENTS.md': 'Use tabs.' })).toContain(
    'Use tabs.',
  );
  expect(await read({ 'CLAUDE.md': '-> docs/a', 'docs/a': '-> b', 'docs/b': 'Deep.' })).toContain(
    'Deep.',
  );
  expect(await read({ 'CLAUDE.md': '-> /etc/passwd' })).toBeNull();
  expect(await read({ 'CLAUDE.md': '-> ../../etc/passwd' })).toBeNull();
  expect(await read({ 'CLAUDE.md': '-> CLAUDE.md' })).toBeNull();
});

it('bring what they import along, once, and nothing that stands in code or outside', async () => {
  const text = await read({
    'CLAUDE.md':
      'See @AGENTS.md and @docs/style.md.\n`@docs/code.md`\n```\n@docs/block.md\n```\nmail@docs/mail.md @/etc/passwd @~/x @../up.md',
    'AGENTS.md': 'Agents here. @CLAUDE.md',
    'docs/style.md': 'Style: @./more.md',
    'docs/more.md': 'More.',
    'docs/code.md': 'CODE',
    'docs/block.md': 'BLOCK',
    'docs/mail.md': 'MAIL',
  });
  expect(text).toContain('# AGENTS.md (imported by CLAUDE.md)\n\nAgents here.');
  expect(text).toContain('Style:');
  expect(text).toContain('# docs/more.md (imported by docs/style.md)\n\nMore.');
  expect(text).not.toMatch(/CODE|BLOCK|MAIL|root:/);
  expect(text?.match(/Agents here/g)).toHaveLength(1);
});

it('come from rules, skills and folders, too', async () => {
  const text = await read({
    '.claude/rules/api/rest.md': 'Plural nouns.',
    '.claude/skills/release/SKILL.md': 'How to release.',
    'packages/shop/CLAUDE.md': 'The shop.',
    'packages/pay/AGENTS.md': 'Payments.',
    'packages/shop/AGENTS.md': 'NOT THIS',
  });
  expect(text).toContain('# .claude/rules/api/rest.md (a rule of the project)\n\nPlural nouns.');
  expect(text).toContain('(a skill, for when it fits)\n\nHow to release.');
  expect(text).toContain('# packages/shop/CLAUDE.md (for files below packages/shop/)\n\nThe shop.');
  expect(text).toContain('Payments.');
  expect(text).not.toContain('NOT THIS');
});

it('are bounded', async () => {
  const text = await read({ 'CLAUDE.md': 'x'.repeat(70_000) });
  expect(text?.length).toBeLessThan(61_000);
  expect(text).toContain('(cut here)');
});
