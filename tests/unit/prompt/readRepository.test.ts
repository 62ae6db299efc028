import { expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { readRepository } from '../../../utils/prompt/readRepository.ts';
import { aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** A GitLab whose default branch holds these files. */
function holding(files: Record<string, string>, more: Partial<GitLab> = {}) {
  const under = (folder: string) =>
    Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
  const id = (path: string) => `${path}#${files[path]?.length}#${Math.random()}`;
  return fakeGitLab({
    tree: async (_, folder, _ref, { recursive }) => {
      if (folder === '') {
        const names = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''));
        return ok([...names].map((path) => ({ id: id(path), path, type: 'tree' })));
      }
      const paths = under(folder);
      if (paths.length === 0) return fails('not_found');
      if (recursive) return ok(paths.map((path) => ({ id: id(path), path, type: 'blob' })));
      const folders = new Set(paths.map((path) => path.split('/').slice(0, 3).join('/')));
      return ok([...folders].map((path) => ({ id: id(path), path, type: 'tree' })));
    },
    file: async (_, path) => {
      const text = files[path];
      return text === undefined ? fails('not_found') : ok(text);
    },
    ...more,
  });
}

async function read(gitLab: GitLab, project = aProject()) {
  const { settings, commands } = readRepository(gitLab, project);
  const [file, list] = await Promise.all([settings, commands]);
  return {
    settings: file.settings,
    names: list.presets.map(({ name }) => name),
    bad: [...file.bad, ...list.bad].map(({ path }) => path),
  };
}

test('a repository without any of it costs one small request, and asks for nothing that is not there', async () => {
  const gitLab = holding({ 'src/cart.js': '' });
  expect(await read(gitLab)).toMatchObject({ names: [], bad: [] });
  expect(gitLab.calls).toHaveLength(1);
});

test('what a folder does not hold is looked for once, until the folder changes', async () => {
  let id = 'one';
  const gitLab = fakeGitLab({
    tree: async (_, folder) =>
      folder === '' ? ok([{ id, path: '.gitlab', type: 'tree' }]) : fails('not_found'),
  });
  const looks = () => gitLab.calls.filter((call) => call.includes('ask-claude.yml')).length;
  await read(gitLab, aProject({ web_url: 'https://gitlab.test/acme/looked-for' }));
  await read(gitLab, aProject({ web_url: 'https://gitlab.test/acme/looked-for' }));
  expect(looks()).toBe(1);
  id = 'two';
  await read(gitLab, aProject({ web_url: 'https://gitlab.test/acme/looked-for' }));
  expect(looks()).toBe(2);
});

test('commands and skills are presets; what cannot be used is named and spoils nothing', async () => {
  const gitLab = holding({
    '.claude/commands/changelog.md': 'Write it.',
    '.claude/commands/web/lint.md': 'Lint it.',
    '.claude/commands/long.md': 'x'.repeat(40_000),
    '.claude/skills/release/SKILL.md': 'Release it.',
    '.claude/skills/changelog/SKILL.md': 'The command of that name stands over it.',
    '.claude/skills/empty/notes.md': 'No skill.',
    '.gitlab/ask-claude.yml': 'modes: [destroy]',
  });
  expect(await read(gitLab)).toMatchObject({
    settings: { modes: null },
    names: ['repo:changelog', 'repo:lint', 'repo:release'],
    bad: ['.gitlab/ask-claude.yml', '.claude/commands/long.md'],
  });
});

test('only the default branch is read', async () => {
  const gitLab = holding({ '.claude/commands/x.md': 'Do it.' });
  await read(gitLab, aProject({ default_branch: 'trunk' }));
  expect(gitLab.calls.every((call) => call.includes('"trunk"'))).toBe(true);
});

test('an empty repository is not asked', async () => {
  const gitLab = holding({});
  await read(gitLab, aProject({ default_branch: null }));
  expect(gitLab.calls).toEqual([]);
});

const away = async () => fails('network');

test('a GitLab that cannot be reached costs the presets, and says so for the file alone', async () => {
  const gitLab = holding({}, { tree: away, file: away });
  expect(await read(gitLab)).toMatchObject({ names: [], bad: ['.gitlab/ask-claude.yml'] });
});

test('a text that was read once is not read again while its object is the same', async () => {
  const entry = { id: 'b10b', path: '.claude/commands/kept.md', type: 'blob' };
  const gitLab = fakeGitLab({
    tree: async (_, folder) => (folder.endsWith('commands') ? ok([entry]) : fails('not_found')),
    file: async (_, path) => (path === entry.path ? ok('Do it.') : fails('not_found')),
  });
  await read(gitLab);
  await read(gitLab);
  expect(gitLab.calls.filter((call) => call.includes('kept.md'))).toHaveLength(1);
});
