import { beforeEach, describe, expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { PreviewRequest } from '../../../utils/preview/Preview.ts';
import { createPreviews, type Previews } from '../../../utils/preview/previews.ts';
import { PROJECT_FILE } from '../../../utils/prompt/projectFile.ts';
import type { WrittenPreset } from '../../../utils/storage/WrittenPreset.ts';
import { REQUEST_ID } from '../fakes/aRun.ts';
import { ownFile, runnerMerged, runnerRoot } from '../fakes/ciFiles.ts';
import {
  aBranch,
  aDiff,
  aDiscussion,
  aMergeRequest,
  anIssue,
  aNote,
  aPipeline,
  aProject,
  issuePage,
  mergeRequestPage,
  THREAD,
} from '../fakes/entities.ts';
import { noRules } from '../fakes/noRules.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const COMMAND = '.claude/commands/changelog.md';
const own: WrittenPreset = {
  name: 'notes',
  mode: 'ask',
  pages: ['issue'],
  from: ['page'],
  parts: ['description'],
  words: 'Notes on #{{iid}}.',
};
let file: string | null;
let changed: string;
let gitLab: FakeGitLab;
let previews: Previews;

const answers: Partial<GitLab> = {
  project: async () => ok(aProject()),
  branch: async (_, name) => ok(aBranch(name)),
  file: async (_, path, ref) => {
    if (path === PROJECT_FILE) return file === null ? fails('not_found') : ok(file);
    if (path === COMMAND) return ok('Write: $ARGUMENTS');
    return ok(ref === 'ask-claude' ? runnerRoot : ownFile);
  },
  tree: async (_, folder) =>
    folder === '.claude/commands'
      ? ok([{ id: 'c0de', path: COMMAND, type: 'blob' }])
      : fails('not_found'),
  lint: async (_, target) => {
    const merged = 'ref' in target && target.ref !== 'ask-claude' ? ownFile : runnerMerged;
    return ok({ valid: true, errors: [], merged_yaml: merged });
  },
  issue: async () => ok(anIssue()),
  mergeRequest: async () => ok(aMergeRequest()),
  discussions: async () => ok([aDiscussion([aNote('Yes')], { id: THREAD })]),
  diffs: async () => ok([aDiff(changed, '+x')]),
  commits: async () => ok([]),
  pipelines: async () => ok({ items: [aPipeline(41)], complete: false }),
};

beforeEach(() => {
  file = null;
  changed = 'src/voucher.js';
  gitLab = fakeGitLab(answers);
  previews = createPreviews({
    gitLabFor: async () => ok(gitLab),
    store: { get: async () => null, set: async () => {} },
    draftId: async () => REQUEST_ID,
    exchanges: async () => [],
    ownPresets: async () => [own],
    rulesFor: noRules,
  });
});

async function list(page = issuePage, discussionId?: string) {
  const answer = await previews.presets(page, discussionId, 'tab 1');
  if (!answer.ok) throw new Error(answer.failure.kind);
  return { ...answer.value, names: answer.value.presets.map(({ name }) => name) };
}

async function preview(preset: string, more: Partial<PreviewRequest> = {}) {
  const request = { words: '', preset, parts: {}, ...more };
  const page = preset === 'review' ? mergeRequestPage : issuePage;
  const answer = await previews.preview(page, request, 'tab 1');
  if (!answer.ok) return answer.failure.kind;
  const value = (key: string) => answer.value.variables.find((one) => one.key === key)?.value ?? '';
  const context: unknown = JSON.parse(value('AI_FLOW_CONTEXT').replaceAll('\\u0024', '$'));
  return { prompt: value('AI_FLOW_INPUT'), context };
}

describe('what the panel is told', () => {
  test('are the presets of its page, its project and its user, without what Claude is told', async () => {
    const { names, presets, bad } = await list();
    expect(names).toEqual(expect.arrayContaining(['ask', 'triage', 'own:notes', 'repo:changelog']));
    expect(names).not.toContain('review');
    expect(JSON.stringify(presets)).not.toContain('Notes on');
    expect(bad).toEqual([]);
  });

  test('presets for pipelines only where it is about pipelines', async () => {
    expect((await list(mergeRequestPage)).names).not.toContain('pin-versions');
    changed = 'Dockerfile';
    previews = createPreviews({
      gitLabFor: async () => ok(gitLab),
      store: { get: async () => null, set: async () => {} },
      draftId: async () => REQUEST_ID,
      exchanges: async () => [],
      ownPresets: async () => [],
      rulesFor: noRules,
    });
    expect((await list(mergeRequestPage)).names).toContain('pin-versions');
  });

  test("only the modes that the project allows, and the project's usual preset", async () => {
    file = 'modes: [ask]\ndefault_preset: changelog';
    const { names, usual } = await list();
    expect(names).not.toContain('implement-issue');
    expect(usual).toBe('repo:changelog');
  });

  test("from a thread, those for threads and the project's usual one for them", async () => {
    file = 'default_preset: { thread: answer-thread }';
    const { names, usual } = await list(mergeRequestPage, THREAD);
    expect(names).toContain('answer-thread');
    expect(usual).toBe('answer-thread');
    expect((await list(mergeRequestPage)).usual).toBeUndefined();
  });

  test('a file that cannot be used, in one line, and all presets', async () => {
    file = 'modes: [destroy]';
    const { names, bad } = await list();
    expect(bad).toEqual([
      {
        path: PROJECT_FILE,
        why: { kind: 'malformed', detail: expect.stringContaining('modes.0') },
      },
    ]);
    expect(names).toContain('implement-issue');
  });

  test('nothing is read for it that was read for the preview', async () => {
    await preview('ask');
    const calls = gitLab.calls.length;
    await list();
    expect(gitLab.calls).toHaveLength(calls);
  });
});

describe('a preview', () => {
  test("puts the user's words into a command of the repository", async () => {
    expect(await preview('repo:changelog', { words: 'since May' })).toMatchObject({
      prompt: expect.stringContaining('Write: since May\n'),
    });
  });

  test('fills placeholders', async () => {
    expect(await preview('own:notes')).toMatchObject({
      prompt: expect.stringContaining('Notes on #12.'),
    });
  });

  test('of a mode that the project does not allow is refused', async () => {
    file = 'modes: [ask]';
    expect(await preview('implement-issue')).toBe('unknown');
  });

  test("tells the job the project's options, and the user's over them", async () => {
    file = 'model: sonnet\nmax_turns: 9\nlanguage: ko\nreply: note';
    const options = { max_turns: 4, effort: 'high' as const };
    const asked = await preview('ask', { options });
    expect(asked).toMatchObject({
      prompt: expect.stringContaining('Write your answer in Korean (ko).'),
      context: {
        ask_claude: {
          model: 'sonnet',
          effort: 'high',
          max_turns: 4,
          language: 'ko',
          reply: 'note',
        },
      },
    });
  });

  test("leaves the page's language to Claude", async () => {
    const asked = await preview('ask', { options: { language: 'page' } });
    expect(asked).toMatchObject({ prompt: expect.stringContaining('title and the description') });
    expect(JSON.stringify(asked)).not.toContain('"language"');
  });

  test.each([
    ['ask', 'none'],
    ['suggest-approach', 'none'],
    ['implement-issue', 'note'],
  ])('of %s wants the answer as %s', async (name, reply) => {
    expect(await preview(name)).toMatchObject({ context: { ask_claude: { reply } } });
  });
});
