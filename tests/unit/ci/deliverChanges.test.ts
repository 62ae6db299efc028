import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commitChanges } from '../../../ci/commitChanges.ts';
import { deliverChanges } from '../../../ci/deliverChanges.ts';
import type { Job } from '../../../ci/Job.ts';
import { publishChanges, type Published } from '../../../ci/publishChanges.ts';
import { readRequest } from '../../../ci/readRequest.ts';
import { NO_RESULT, type JobResult } from '../../../ci/writeResult.ts';
import { aJob } from './aJob.ts';

vi.mock('../../../ci/commitChanges.ts', { spy: true });
vi.mock('../../../ci/publishChanges.ts', { spy: true });

const SHA = 'abcdef0123'.repeat(4);
const COMMIT = { sha: SHA, patch: 'the patch', files: 2, left: [] };
const PUBLISHED: Published = {
  branch: 'claude/issue-12-1a2b3c4d',
  mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
  warnings: [],
};
const answered: JobResult = { ...NO_RESULT, kind: 'answered', answer: 'Carts count now.' };

beforeEach(() => {
  vi.mocked(commitChanges).mockResolvedValue(COMMIT);
  vi.mocked(publishChanges).mockResolvedValue(PUBLISHED);
});

async function deliver(result: JobResult = answered, more: Partial<Job> = {}) {
  const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
  const job = await aJob({ request, ...more });
  const repository = { gitFolder: '/job/repository.git', tree: '/job/code' };
  const work = { repository, base: 'a'.repeat(40), rules: null, mergeRequest: null };
  const delivered = await deliverChanges(job, work, result);
  const words = vi.mocked(publishChanges).mock.lastCall?.[5];
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
      patch: 'the patch',
    });
    expect(lines).toEqual([
      'committed 2 files as abcdef01',
      'pushed claude/issue-12-1a2b3c4d',
      'merge-request !35 https://git.test/-/35',
    ]);
    expect(vi.mocked(commitChanges).mock.lastCall?.[2]).toBe('Carts count now');
    expect(words?.title).toBe('Carts count now');
    expect(words?.description.split('\n\n')).toEqual([
      'Carts count now.',
      'Related to #12',
      expect.stringContaining('[pipeline 77]'),
    ]);
  });

  it('that could not be pushed are kept as a patch, with the reason', async () => {
    const warnings = ['no way with key-123'];
    vi.mocked(publishChanges).mockResolvedValue({ branch: null, mergeRequest: null, warnings });
    const { delivered, lines } = await deliver({ ...answered, errors: ['before'] });
    expect(delivered).toEqual({
      changes: {
        kind: 'changed',
        branch: null,
        commits: [],
        mergeRequest: null,
        errors: ['before', 'no way with [MASKED]'],
      },
      patch: 'the patch',
    });
    expect(lines).toEqual(['committed 2 files as abcdef01']);
  });

  it('are none where nothing differs', async () => {
    vi.mocked(commitChanges).mockResolvedValue(null);
    expect((await deliver()).delivered).toEqual({ changes: {}, patch: null });
  });

  it('that may all not be committed are told', async () => {
    const left = ['ci/key-123.yml: it rules CI'];
    vi.mocked(commitChanges).mockResolvedValue({ sha: null, patch: '', files: 0, left });
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
