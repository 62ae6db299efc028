import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherChanges, type Changes } from '../../../../ci/changes/gatherChanges.ts';
import type { Job } from '../../../../ci/Job.ts';
import type { Work } from '../../../../ci/request/prepareTree.ts';
import type { Lock } from '../../../../ci/request/readMergeRequest.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { runCheck } from '../../../../ci/changes/runCheck.ts';
import { DEFAULTS } from '../../../../ci/Settings.ts';
import { failedWords, verifierOf } from '../../../../ci/changes/verifyChanges.ts';
import { aJob, aWork } from '../aJob.ts';

vi.mock('../../../../ci/changes/gatherChanges.ts', { spy: true });
vi.mock('../../../../ci/changes/runCheck.ts', { spy: true });

const CHANGE = { ...readRequest({ AI_FLOW_INPUT: 'x' }), mode: 'change' as const };
const SETTINGS = { ...DEFAULTS, check: 'npm test', checkMinutes: 7 };
const PASSED = { passed: true, words: 'fine' };
const FAILED = { passed: false, words: '1 test failed' };

beforeEach(() => {
  vi.mocked(runCheck).mockResolvedValue(PASSED);
});

/** Has Claude's work come to these trees, one after the other. */
function come(...trees: (string | null)[]): void {
  const rest = { patch: Buffer.of(), files: [], left: [], held: null };
  const gather = vi.mocked(gatherChanges);
  for (const tree of trees) gather.mockResolvedValueOnce({ tree, ...rest } satisfies Changes);
}

async function verifier(more: Partial<Job> = {}, user: number | null = 61_300) {
  const job = await aJob({ request: CHANGE, settings: SETTINGS, ...more });
  const work = aWork();
  const made = verifierOf(job, work, user);
  if (typeof made === 'string') throw new Error(made);
  return { job, work, verifier: made };
}

describe('the check of changes', () => {
  it('runs on the tree that they come to, as its user, and the log tells it', async () => {
    come('tree-1');
    const { job, work, verifier: made } = await verifier();
    expect(await made.check()).toEqual(PASSED);
    expect(runCheck).toHaveBeenCalledExactlyOnceWith({
      command: 'npm test',
      minutes: 7,
      repository: work.repository,
      tree: 'tree-1',
      folder: job.folder,
      user: 61_300,
      signal: job.cancelled,
    });
    expect(gatherChanges).toHaveBeenCalledWith(work.repository, work.base, {
      ciFiles: ['.gitlab-ci.yml'],
      secrets: ['key-123'],
      folder: job.folder,
    });
    expect(job.lines).toEqual(['check running npm test', 'check passed']);
  });

  it('runs again only where the tree is another', async () => {
    come('tree-1', 'tree-1', 'tree-2');
    vi.mocked(runCheck).mockResolvedValueOnce(FAILED);
    const { job, verifier: made } = await verifier();
    expect(await made.check()).toEqual(FAILED);
    expect(await made.check()).toEqual(FAILED);
    expect(await made.check()).toEqual(PASSED);
    expect(job.lines).toEqual([
      'check running npm test',
      'check failed',
      'check running npm test',
      'check passed',
    ]);
  });

  it('runs once at a time, also after one that could not run', async () => {
    come('tree-1', 'tree-2', 'tree-2');
    let running = 0;
    vi.mocked(runCheck).mockImplementation(async ({ tree }) => {
      running += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      running -= 1;
      if (tree === 'tree-1') throw new Error('no folder');
      return PASSED;
    });
    const { verifier: made } = await verifier();
    const all = await Promise.allSettled([made.check(), made.check(), made.check()]);
    expect(all).toEqual([
      { status: 'rejected', reason: new Error('no folder') },
      { status: 'fulfilled', value: PASSED },
      { status: 'fulfilled', value: PASSED },
    ]);
    expect(runCheck).toHaveBeenCalledTimes(2);
  });

  it('says nothing where nothing was changed, or nothing that may leave the job', async () => {
    come(null);
    vi.mocked(gatherChanges).mockResolvedValueOnce(null);
    const { job, verifier: made } = await verifier();
    expect([await made.check(), await made.check()]).toEqual([null, null]);
    expect(job.lines).toEqual([]);
  });
});

const from = (why: Lock['why']): Partial<Work> => ({
  mergeRequest: {
    iid: 34,
    webUrl: 'https://git.test/-/34',
    sourceBranch: 'feature',
    targetBranch: 'main',
    sha: null,
    baseSha: null,
    failedPipelineId: null,
    locked: { why, words: '' },
  },
});

describe('there is no check', () => {
  it('where the file names none, or nothing is to be changed', async () => {
    const without = await aJob({ request: CHANGE });
    expect(verifierOf(without, aWork(), 61_300)).toBe('none');
    const ask = await aJob({ request: readRequest({ AI_FLOW_INPUT: 'x' }), settings: SETTINGS });
    expect(verifierOf(ask, aWork(), 61_300)).toBe('none');
  });

  it('without a user for it, or on code of another project', async () => {
    const job = await aJob({ request: CHANGE, settings: SETTINGS });
    expect(verifierOf(job, aWork(), null)).toBe('not_allowed');
    expect(verifierOf(job, aWork(from('elsewhere')), 61_300)).toBe('not_allowed');
    expect(verifierOf(job, aWork(from('protected')), 61_300)).toHaveProperty('check');
  });
});

it('Claude is told what failed, and whether it may mend it', () => {
  const words = failedWords('npm test', FAILED, 1);
  expect(words).toContain('(npm test) failed');
  expect(words).toContain('\n\n1 test failed\n\n');
  expect(words).toContain('Mend what is at fault');
  expect(failedWords('npm test', FAILED, 0)).not.toContain('Mend');
});
