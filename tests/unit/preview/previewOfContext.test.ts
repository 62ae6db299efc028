import { beforeEach, describe, expect, test } from 'vitest';
import type { Issue, Note, Project } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import { createPreviews, type Previews } from '../../../utils/preview/previews.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { REQUEST_ID } from '../fakes/aRun.ts';
import { runnerMerged, runnerRoot } from '../fakes/ciFiles.ts';
import { aBranch, aDiscussion, aNote, anIssue, aProject, issuePage } from '../fakes/entities.ts';
import { noRules } from '../fakes/noRules.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const THREAD = 'a'.repeat(40);
const BOTH = 'claude:\n  script: [claude -p "$AI_FLOW_CONTEXT $AI_FLOW_INPUT"]\n';
const INPUT_ALONE = 'claude:\n  script: [claude -p "$AI_FLOW_INPUT"]\n';
const OURS = 'claude:\n  script: [\'node "$ASK_CLAUDE_PROGRAM"\']\n';

/** What a test says of the project, its page and its CI file. */
interface Given {
  project?: Partial<Project>;
  issue?: Partial<Issue>;
  notes?: Note[];
  /** The merged file of the default branch; absent: there is our runner branch. */
  ciFile?: string;
}

let gitLab: FakeGitLab;
let stored: Map<string, StoredPreview>;
let previews: Previews;

function start({ project, issue, notes = [], ciFile }: Given = {}): void {
  const answers: Partial<GitLab> = {
    project: async () => ok(aProject(project)),
    branch: async (_, name) =>
      ciFile === undefined || name === 'main'
        ? ok(aBranch(name, { can_push: true }))
        : fails('not_found'),
    file: async () => ok(ciFile ?? runnerRoot),
    lint: async () => ok({ valid: true, errors: [], merged_yaml: ciFile ?? runnerMerged }),
    issue: async () => ok(anIssue(issue)),
    discussions: async () => ok(notes.map((note) => aDiscussion([note], { id: THREAD }))),
    pipelines: async () => ok({ items: [], complete: true }),
  };
  gitLab = fakeGitLab(answers);
  stored = new Map();
  previews = createPreviews({
    gitLabFor: async () => ok(gitLab),
    store: {
      get: async (id) => stored.get(id) ?? null,
      set: async (made) => void stored.set(made.id, structuredClone(made)),
    },
    draftId: async () => REQUEST_ID,
    exchanges: async () => [],
    ownPresets: async () => [],
    rulesFor: noRules,
  });
}

beforeEach(() => start());

async function preview(more: Partial<PreviewRequest> = {}): Promise<Preview> {
  const request = { words: 'Why?', preset: 'ask', parts: {}, ...more };
  const result = await previews.preview(issuePage, request, 'tab 1');
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function seen(shown: Preview, key: string): string {
  return shown.variables.find((variable) => variable.key === key)?.value ?? '';
}

describe('layout', () => {
  test('our job gets the whole prompt, whatever is requested', async () => {
    const shown = await preview({ layout: 'both' });
    expect(shown).toMatchObject({ ours: true, layout: 'prompt' });
    expect(seen(shown, 'AI_FLOW_INPUT')).toContain('Two mugs');
  });

  test('words and context go apart to a job that hands on both', async () => {
    start({ ciFile: BOTH });
    const shown = await preview();
    expect(shown).toMatchObject({ ours: false, layout: 'both' });
    expect(seen(shown, 'AI_FLOW_INPUT')).not.toContain('Two mugs');
    const mark = /mark ([0-9a-f]{32})/.exec(seen(shown, 'AI_FLOW_INPUT'))?.[1] ?? '';
    const context: Record<string, unknown> = JSON.parse(seen(shown, 'AI_FLOW_CONTEXT'));
    expect(context).toMatchObject({ iid: 12, ask_claude: { version: 1, untrusted: true } });
    expect(context['description']).toMatch(
      new RegExp(`^<<<${mark}\n[^]*Two mugs[^]*\n${mark}>>>$`),
    );
  });

  test('the prompt stays whole for a job that hands on nothing else, unless the user knows better', async () => {
    start({ ciFile: INPUT_ALONE });
    expect((await preview()).layout).toBe('prompt');
    expect((await preview({ layout: 'both' })).layout).toBe('both');
  });

  test('both together fit into one argument', async () => {
    const notes = Array.from({ length: 20 }, () => aNote('"\n'.repeat(8_000)));
    start({ ciFile: BOTH, notes });
    const shown = await preview({ budget: 1_000_000 });
    expect(shown.failure).toBeUndefined();
    expect(shown.size.bytes).toBeLessThanOrEqual(120_000);
    expect(shown.size.bytes).toBeGreaterThan(60_000);
    expect(shown.size.budget).toBeLessThan(shown.size.requested);
  });
});

describe('size', () => {
  const notes = Array.from({ length: 10 }, () => aNote('%'.repeat(50_000)));

  test('our job takes much more through a file variable', async () => {
    start({ ciFile: OURS, notes });
    const shown = await preview({ budget: 200_000 });
    expect(shown.size).toMatchObject({ requested: 200_000, highest: 1_000_000 });
    expect(shown.size.bytes).toBeGreaterThan(150_000);
    const sent = stored.get(shown.id)?.order.variables ?? [];
    expect(sent.filter((one) => one.variable_type === 'file').map(({ key }) => key)).toEqual([
      'AI_FLOW_INPUT',
    ]);
  });

  test('a foreign job reads no files: the budget is lowered, and that is said', async () => {
    start({ ciFile: INPUT_ALONE, notes });
    const shown = await preview({ budget: 200_000 });
    expect(shown.size.highest).toBe(120_000);
    expect(shown.size.budget).toBeLessThan(120_000);
    const sent = stored.get(shown.id)?.order.variables ?? [];
    expect(sent.filter((one) => one.variable_type !== undefined)).toEqual([]);
    expect(Math.max(...sent.map(({ value }) => value.length))).toBeLessThanOrEqual(120_000);
  });

  test('inputs end at the same limit', async () => {
    start({ notes });
    expect((await preview({ budget: 200_000 })).size.highest).toBe(120_000);
  });
});

describe('what not everyone may read', () => {
  const notes = [aNote('The customer is Acme Bank', { internal: true })];
  const id = `discussion:${THREAD}`;

  test('is off, and private once it is on', async () => {
    start({ notes });
    const off = await preview();
    expect(off.private).toBe(false);
    expect(off.parts.flatMap(({ restricted = [] }) => restricted)).toMatchObject([
      { id, visibility: 'internal', on: false },
    ]);
    const on = await preview({ include: [id] });
    expect(on.private).toBe(true);
    expect(seen(on, 'AI_FLOW_INPUT')).toContain('Acme Bank');
    expect(seen(on, 'AI_FLOW_CONTEXT')).toContain('"private":true');
    expect(stored.get(on.id)?.run.private).toBe(true);
    expect(stored.get(off.id)?.run).not.toHaveProperty('private');
  });

  test('never goes to a job that is not ours', async () => {
    start({ notes, ciFile: INPUT_ALONE });
    const shown = await preview({ include: [id] });
    expect(seen(shown, 'AI_FLOW_INPUT')).not.toContain('Acme Bank');
    expect(shown.private).toBe(false);
  });
});

test.each<[Partial<Project>, Preview['readers']]>([
  [{ visibility: 'public', public_jobs: true }, 'anyone'],
  [{ visibility: 'internal', public_jobs: true }, 'signed_in'],
  [{ visibility: 'private', public_jobs: true }, undefined],
  [{ visibility: 'public', public_jobs: false }, undefined],
  [{ visibility: 'public' }, undefined],
])('of a project with %o the log is for %s', async (project, readers) => {
  start({ project });
  expect((await preview()).readers).toBe(readers);
});

describe('a page that moved on', () => {
  test('is told by one request', async () => {
    const issue = anIssue();
    start({ issue });
    const shown = await preview();
    const before = gitLab.calls.length;
    expect(await previews.hasChanged(shown.id, issuePage)).toEqual(ok(false));
    expect(gitLab.calls).toHaveLength(before + 1);
    gitLab.issue = async () => ok({ ...issue, updated_at: '2026-11-21T09:00:00Z' });
    expect(await previews.hasChanged(shown.id, issuePage)).toEqual(ok(true));
  });

  test('leaves what was frozen as it is, until it is read again', async () => {
    const shown = await preview();
    gitLab.issue = async () => ok(anIssue({ description: 'Three mugs' }));
    expect(seen(await preview({ words: 'And?' }), 'AI_FLOW_INPUT')).toContain('Two mugs');
    expect(await previews.find(shown.id)).not.toBeNull();
    const fresh = await preview({ refresh: true });
    expect(seen(fresh, 'AI_FLOW_INPUT')).toContain('Three mugs');
  });

  test('is not asked about from another page, nor of an unknown preview', async () => {
    const shown = await preview();
    const before = gitLab.calls.length;
    expect(await previews.hasChanged(shown.id, { ...issuePage, iid: 13 })).toEqual(ok(false));
    expect(await previews.hasChanged('nowhere', issuePage)).toEqual(ok(false));
    expect(gitLab.calls).toHaveLength(before);
  });
});
