import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commitTree, gatherChanges, type Changes } from '../../../ci/changes/gatherChanges.ts';
import { changeWordsOf } from '../../../ci/claude/commitMessage.ts';
import { deliverChanges } from '../../../ci/deliverChanges.ts';
import type { Job } from '../../../ci/Job.ts';
import { publishChanges, type Published } from '../../../ci/changes/publishChanges.ts';
import { readRequest } from '../../../ci/request/readRequest.ts';
import { DEFAULTS } from '../../../ci/Settings.ts';
import { NO_RESULT, type JobResult } from '../../../ci/writeResult.ts';
import { aJob, aWork } from './aJob.ts';

vi.mock('../../../ci/changes/gatherChanges.ts', { spy: true });
vi.mock('../../../ci/changes/publishChanges.ts', { spy: true });

const SHA = 'abcdef0123'.repeat(4);
const PATCH = Buffer.from('the patch');
const FILE = { path: 'a.js', oldMode: '100644', newMode: '100644' };
const CHANGES: Changes = {
  tree: 'f'.repeat(40),
  patch: PATCH,
  files: [FILE, { ...FILE, path: 'b.js' }],
  left: [],
  held: null,
};
const PUBLISHED: Published = {
  branch: 'claude/issue-12-1a2b3c4d',
  shas: [SHA],
  mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
  warnings: [],
};
const answered: JobResult = { ...NO_RESULT, kind: 'answered', answer: 'Carts count now.' };

beforeEach(() => {
  vi.mocked(gatherChanges).mockResolvedValue(CHANGES);
  vi.mocked(commitTree).mockResolvedValue(SHA);
  vi.mocked(publishChanges).mockResolvedValue(PUBLISHED);
});

async function deliver(result: JobResult = answered, more: Partial<Job> = {}) {
  const request = more.request ?? readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
  const job = await aJob({ ...more, request });
  const told = changeWordsOf(request, { answer: result.answer, message: null });
  const delivered = await deliverChanges(job, aWork(), result, told);
  const words = vi.mocked(publishChanges).mock.lastCall?.[3];
  return { delivered, lines: job.lines, words };
}

describe('changes', () => {
  it('are committed, pushed and told', async () => {
    const { delivered, lines, words } = await deliver();
    expect(delivered).toEqual({
      changes: {
        kind: 'changed',
        branch: PUBLISHED.branch,
        commits: [SHA],
        mergeRequest: PUBLISHED.mergeRequest,
        errors: [],
      },
      patch: PATCH,
    });
    expect(lines).toEqual([
      'committed 2 files as abcdef01',
      'pushed claude/issue-12-1a2b3c4d',
      'merge-request !35 https://git.test/-/35',
    ]);
    expect(vi.mocked(commitTree).mock.lastCall?.[3]).toMatch(
      /^Carts count now\n\nRelated to #12\n/,
    );
    expect(words?.title).toBe('Carts count now');
    expect(words?.description.split('\n\n')).toEqual([
      'Carts count now.',
      'Related to #12',
      expect.stringContaining('[pipeline 77]'),
    ]);
  });

  it('that could not be pushed are kept as a patch, with the reason', async () => {
    const warnings = ['no way with key-123'];
    vi.mocked(publishChanges).mockResolvedValue({
      branch: null,
      shas: [],
      mergeRequest: null,
      warnings,
    });
    const { delivered, lines } = await deliver({ ...answered, errors: ['before'] });
    expect(delivered).toEqual({
      changes: {
        kind: 'changed',
        branch: null,
        commits: [],
        mergeRequest: null,
        errors: ['before', 'no way with [MASKED]'],
      },
      patch: PATCH,
    });
    expect(lines).toEqual(['committed 2 files as abcdef01']);
  });

  it('are none where nothing differs', async () => {
    vi.mocked(gatherChanges).mockResolvedValue(null);
    expect((await deliver()).delivered).toEqual({ changes: {}, patch: null });
  });

  it('that may all not be committed are told', async () => {
    const left = ['ci/key-123.yml: it rules CI'];
    vi.mocked(gatherChanges).mockResolvedValue({ ...CHANGES, tree: null, files: [], left });
    const { delivered } = await deliver({ ...answered, errors: ['before'] });
    const errors = ['before', 'ci/[MASKED].yml: it rules CI'];
    expect(delivered).toEqual({ changes: { errors }, patch: null });
  });

  it('that a limit cut off become a draft', async () => {
    const cut: JobResult = { ...answered, kind: 'limit', limit: 'turns' };
    const { delivered, words } = await deliver(cut);
    expect(delivered.changes.kind).toBe('limit');
    expect(words?.title).toBe('Draft: Carts count now');
    expect(words?.description).toContain('stopped at its limit of turns');
  });

  it('that an error or the project’s check cut off become a draft, too', async () => {
    const failed: JobResult = { ...answered, kind: 'failed', errors: ['API Error: 529'] };
    const cut = await deliver(failed);
    expect(cut.delivered.changes).toMatchObject({ kind: 'failed', branch: PUBLISHED.branch });
    expect(cut.words?.title).toBe('Draft: Carts count now');
    const settings = { ...DEFAULTS, check: 'npm test' };
    const unsound = await deliver({ ...answered, verified: 'failed' }, { settings });
    expect(unsound.delivered.changes.kind).toBe('changed');
    expect(unsound.words?.title).toBe('Draft: Carts count now');
    expect(unsound.words?.description).toContain('check failed, so this is a draft: `npm test`');
    const sound = await deliver({ ...answered, verified: 'passed' }, { settings });
    expect(sound.words?.title).toBe('Carts count now');
    expect(sound.words?.description).toContain('The project’s check passed: `npm test`.');
  });

  it('that hold a secret are pushed nowhere, and kept without it', async () => {
    const held = { ...CHANGES, tree: null, held: 'They hold key-123.' };
    vi.mocked(gatherChanges).mockResolvedValue(held);
    const { delivered } = await deliver();
    const errors = ['They hold [MASKED].'];
    expect(delivered).toEqual({ changes: { kind: 'failed', errors }, patch: PATCH });
    expect(publishChanges).not.toHaveBeenCalled();
  });

  it('of a private ask tell nothing of the answer', async () => {
    const target = { type: 'merge_request' as const, iid: 34 };
    const request = { ...readRequest({ AI_FLOW_INPUT: 'x' }), target, isPrivate: true };
    const { words } = await deliver(answered, { request });
    expect(words?.title).toBe('Changes for !34');
    expect(words?.description).toMatch(/^---\n\*Claude Code/);
  });

  it('name nobody by accident, and command nothing', async () => {
    const { words } = await deliver({ ...answered, answer: 'Done, @all.\n\n/close' });
    expect(words?.description).toContain('Done, @\u2060all.\n\n\\/close');
  });
});

it('changes on which the project’s check did not hold are a draft', async () => {
  expect((await deliver({ ...answered, verified: 'failed' })).words?.title).toMatch(/^Draft: /);
  expect((await deliver({ ...answered, verified: 'passed' })).words?.title).not.toContain('Draft');
});

it('changes that hold a secret come with the reason and what was told before', async () => {
  vi.mocked(gatherChanges).mockResolvedValue({ ...CHANGES, tree: null, held: 'holds key-123' });
  const { delivered } = await deliver({ ...answered, errors: ['before'] });
  expect(delivered.changes).toEqual({ kind: 'failed', errors: ['before', 'holds [MASKED]'] });
});
