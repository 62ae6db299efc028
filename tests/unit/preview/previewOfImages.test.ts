import { beforeEach, describe, expect, test } from 'vitest';
import type { UploadedFile } from '../../../utils/gitlab/createUploadReader.ts';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { AskRules } from '../../../utils/preview/AskRules.ts';
import { createPreviews, type Previews } from '../../../utils/preview/previews.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { REQUEST_ID } from '../fakes/aRun.ts';
import { aPng, sha256Of } from '../fakes/aPng.ts';
import { runnerMerged, runnerRoot } from '../fakes/ciFiles.ts';
import { aBranch, aDiscussion, aNote, anIssue, aProject, issuePage } from '../fakes/entities.ts';
import { noRules } from '../fakes/noRules.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const SECRET = 'ab'.repeat(16);
const SMALL = aPng({ width: 40 });
const OLD_JOB = 'claude:\n  script: [\'node "$ASK_CLAUDE_PROGRAM"\']\n';

const shows = (...filenames: string[]): string =>
  filenames.map((name) => `<p><img src="/uploads/${SECRET}/${name}"></p>`).join('');

/** What GitLab keeps, by filename. */
let files: Record<string, Uint8Array<ArrayBuffer> | Failure>;
let gitLab: FakeGitLab;
let stored: Map<string, StoredPreview>;
let previews: Previews;
let rules: Partial<AskRules>;
let page: { description: string; notes: string[] };

async function upload(
  _project: number,
  { filename }: { filename: string },
  most: number,
): Promise<Result<UploadedFile>> {
  const file = files[filename];
  if (file === undefined) return fails('not_found');
  if (!(file instanceof Uint8Array)) return { ok: false, failure: file };
  return ok({ bytes: file.length > most ? null : file, size: file.length });
}

function start(answers: Partial<GitLab> = {}, ciFile?: string): void {
  gitLab = fakeGitLab({
    project: async () => ok(aProject()),
    branch: async (_, name) =>
      ciFile === undefined || name === 'main'
        ? ok(aBranch(name, { can_push: true }))
        : fails('not_found'),
    file: async () => ok(ciFile ?? runnerRoot),
    lint: async () => ok({ valid: true, errors: [], merged_yaml: ciFile ?? runnerMerged }),
    issue: async () => ok(anIssue({ description_html: shows(page.description) })),
    discussions: async () =>
      ok(page.notes.map((name) => aDiscussion([aNote('Look.', { body_html: shows(name) })]))),
    pipelines: async () => ok({ items: [], complete: true }),
    upload,
    ...answers,
  });
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
    rulesFor: async () => ({ ...(await noRules()), ...rules }),
  });
}

beforeEach(() => {
  files = { 'bug.png': SMALL };
  page = { description: 'bug.png', notes: [] };
  rules = {};
  start();
});

async function preview(more: Partial<PreviewRequest> = {}) {
  const request = { words: 'Why?', preset: 'ask', parts: {}, ...more };
  const result = await previews.preview(issuePage, request, 'tab 1');
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const seen = Object.fromEntries(result.value.variables.map(({ key, value }) => [key, value]));
  const { images = [] } = JSON.parse(seen['AI_FLOW_CONTEXT'] ?? '').ask_claude;
  return { ...result.value, prompt: seen['AI_FLOW_INPUT'] ?? '', sent: images };
}

const BUG = { file: '1-bug.png', secret: SECRET, filename: 'bug.png' };

describe('a small image', () => {
  test('goes along byte for byte, and is named in preview and prompt', async () => {
    const { images, sent, prompt, failure } = await preview();
    expect(images).toEqual([
      {
        id: `${SECRET}/bug.png`,
        filename: 'bug.png',
        place: { what: 'description' },
        bytes: SMALL.length,
        on: true,
        way: 'sent',
        address: `${issuePage.site}/-/project/5/uploads/${SECRET}/bug.png`,
      },
    ]);
    const data = Buffer.from(SMALL).toString('base64');
    expect(sent).toEqual([{ ...BUG, sha256: sha256Of(SMALL), data }]);
    expect(prompt).toMatch(/\n1\. images\/1-bug\.png \([\d.]+ KB\): bug\.png, in: description\n/);
    expect(failure).toBeUndefined();
  });

  test.each([
    ['the user switches it off', { images: { [`${SECRET}/bug.png`]: false } }],
    ['its text does not go along', { parts: { description: false } }],
  ])('stays where it is when %s: nothing speaks of it', async (_, request) => {
    const { sent, prompt } = await preview(request);
    expect(sent).toEqual([]);
    expect(prompt).not.toContain('images/');
  });

  test('is told of once, as of the text that matters most', async () => {
    page.notes = ['bug.png'];
    const { images } = await preview();
    expect(images?.map(({ place }) => place)).toEqual([{ what: 'description' }]);
  });

  test('is read once for all previews of a panel', async () => {
    await preview();
    await preview({ words: 'Why not?' });
    expect(gitLab.calls.filter((call) => call.startsWith('upload'))).toHaveLength(1);
  });
});

describe('an image that is too large to go along', () => {
  beforeEach(() => {
    files['bug.png'] = aPng({ bytes: 200_000 });
  });

  test('is fetched by the job, which is told what it must be', async () => {
    const { images, sent, failure, size } = await preview();
    expect(images?.[0]).toMatchObject({ on: true, way: 'fetched', bytes: 200_000 });
    expect(sent).toEqual([{ ...BUG, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(failure).toBeUndefined();
    expect(size.bytes).toBeLessThan(20_000);
  });

  test('is named as not read where the job has no token for it', async () => {
    rules = { choice: { lacksToken: true } };
    const { images, sent, prompt } = await preview();
    expect(images?.[0]).toMatchObject({ on: false, problem: 'token' });
    expect(sent).toEqual([]);
    expect(prompt).toContain('nobody has read it for you: ');
    expect(prompt).toContain(`/uploads/${SECRET}/bug.png\n`);
  });
});

test('an image of an internal note is not even read until the note is switched on', async () => {
  page.description = '';
  const note = aNote('Look.', { body_html: shows('bug.png'), internal: true });
  start({ discussions: async () => ok([aDiscussion([note], { id: 'd'.repeat(40) })]) });
  expect((await preview()).sent).toEqual([]);
  expect(gitLab.calls.filter((call) => call.startsWith('upload'))).toEqual([]);
  const { sent } = await preview({ include: [`discussion:${'d'.repeat(40)}`] });
  expect(sent).toHaveLength(1);
});

test('where people who are no members are left out, so are their images', async () => {
  page.description = '';
  const sam = { id: 99, username: 'sam', name: 'Sam' };
  const note = aNote('Look.', { body_html: shows('bug.png'), author: sam });
  start({
    discussions: async () => ok([aDiscussion([note])]),
    members: async () => ok({ items: [], complete: true }),
  });
  expect((await preview({ leaveOutStrangers: false })).sent).toHaveLength(1);
  expect((await preview({ leaveOutStrangers: true })).sent).toEqual([]);
});

test('a large image is off, and is read once the user switches it on', async () => {
  files['bug.png'] = aPng({ bytes: 1_500_000 });
  const off = await preview();
  expect(off.images?.[0]).toMatchObject({ on: false, bytes: 1_500_000 });
  expect(off.images?.[0]).not.toHaveProperty('problem');
  expect(off.sent).toEqual([]);
  const on = await preview({ images: { [`${SECRET}/bug.png`]: true } });
  expect(on.images?.[0]).toMatchObject({ on: true, way: 'fetched' });
});

test.each([
  ['larger than Claude takes', aPng({ bytes: 5_000_001 }), 'large'],
  ['something else', Uint8Array.from(Buffer.from('<svg/>')), 'no_image'],
  ['on another host', { kind: 'not_json', reason: 'redirect' } satisfies Failure, 'unread'],
])(
  'an image that is %s cannot be switched on, and the prompt says that it was not read',
  async (_, file, problem) => {
    files['bug.png'] = file;
    const { images, sent, prompt } = await preview({ images: { [`${SECRET}/bug.png`]: true } });
    expect(images?.[0]).toMatchObject({ on: false, problem });
    expect(sent).toEqual([]);
    expect(prompt).toContain('It was not handed over');
  },
);

test.each([
  ['a foreign job', 'claude:\n  script: [claude -p "$AI_FLOW_INPUT"]\n'],
  ['an older job of ours', OLD_JOB],
])('%s is given no images', async (_, ciFile) => {
  start({}, ciFile);
  const { images, sent } = await preview();
  expect(images?.[0]).toMatchObject({ on: false, problem: 'job' });
  expect(sent).toEqual([]);
});

test('of many images ten are offered, the others counted', async () => {
  page.notes = Array.from({ length: 14 }, (_, index) => `shot-${index}.png`);
  for (const name of page.notes) files[name] = SMALL;
  const { images, moreImages, sent } = await preview();
  expect(images).toHaveLength(10);
  expect(moreImages).toBe(5);
  expect(sent).toHaveLength(10);
});

test('together with a full prompt the images fit into what can be sent', async () => {
  page.notes = Array.from({ length: 9 }, (_, index) => `shot-${index}.png`);
  for (const name of page.notes) files[name] = aPng({ bytes: 30_000 });
  const { images, failure } = await preview();
  expect(images?.map(({ way }) => way)).toEqual([
    'sent',
    'sent',
    'sent',
    ...Array.from({ length: 7 }, () => 'fetched'),
  ]);
  expect(failure).toBeUndefined();
});

test('what an organisation lets out counts for images, too', async () => {
  files['bug.png'] = aPng({ bytes: 40_000 });
  const { policy } = await noRules();
  rules = { policy: { ...policy, maxPromptBytes: 20_000 } };
  const { images, failure } = await preview();
  expect(images?.[0]).toMatchObject({ on: false, problem: 'policy' });
  expect(failure).toBeUndefined();
});
