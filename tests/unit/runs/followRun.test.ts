import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { followRun } from '../../../utils/runs/followRun.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { transition, type RunEvent } from '../../../utils/runs/transition.ts';
import { after, aRun, NAME } from '../fakes/aRun.ts';
import { aBranch, aJob, aPipeline, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** A run that was found and listed, and that no further listing is due for. */
const found = (more: Partial<Run> = {}): Run =>
  aRun({ state: 'running', pipelineId: 50, listedAt: after(60), ...more });
const listing = (...pipelines: ReturnType<typeof aPipeline>[]): Partial<GitLab> => ({
  pipelines: async () => ok({ items: pipelines, complete: true }),
});
const ours = (status: string, id = 50) => aPipeline(id, { name: NAME, status });

/** One look, so many seconds after the run was sent: what it told, what it asked, and what became of the run. */
async function look(run: Run, answers: Partial<GitLab>, { seconds = 10, erased = false } = {}) {
  const gitLab = fakeGitLab({ pipelineJobs: async () => ok([aJob('running')]), ...answers });
  const told: RunEvent[] = [];
  let now: Run = run;
  await followRun(run, {
    gitLab,
    now: () => after(seconds),
    tell: async (event) => {
      told.push(event);
      now = transition(now, event);
      return erased ? null : now;
    },
  });
  const asked = gitLab.calls.map((call) => call.split(' ').slice(0, 2).join(' '));
  return { run: now, told, asked: asked.map((call) => call.replace(/ \{.*| ""$/, '')) };
}

async function isListed(run: Run, seconds: number): Promise<boolean> {
  return (await look(run, listing(ours('running')), { seconds })).asked.includes('pipelines');
}

describe('pipelines are looked for', () => {
  test('while none is known, and until a first listing', async () => {
    expect(await isListed(aRun(), 1)).toBe(true);
    const { listedAt: _never, ...fresh } = found();
    expect(await isListed(fresh, 1)).toBe(true);
  });

  test('every five seconds for a minute, where names tell them', async () => {
    for (const [listed, now, again] of [
      [10, 14, false],
      [10, 15, true],
      [59, 64, true],
      [60, 65, false],
    ] as const)
      expect(await isListed(found({ listedAt: after(listed) }), now)).toBe(again);
  });

  test('once more after a minute, where each look takes many requests or the run has ended', async () => {
    const doubled = { toCancel: [51], listedAt: after(10) };
    for (const run of [
      found({ named: false, listedAt: after(10) }),
      found({ ...doubled, state: 'finished' }),
    ]) {
      expect(await isListed(run, 59)).toBe(false);
      expect(await isListed(run, 60)).toBe(true);
    }
  });

  test('in every look while the run is to be cancelled', async () => {
    const wanted = { cancelWanted: true, listedAt: after(90) };
    expect(await isListed(found({ ...wanted, state: 'canceling' }), 91)).toBe(true);
    expect(await isListed(found({ ...wanted, state: 'cancelled', toCancel: [51] }), 91)).toBe(
      false,
    );
  });
});

describe('a duplicate', () => {
  test.each(['network', 'not_json', 'rate_limited', 'token_refused'] as const)(
    'is cancelled again later where GitLab answers %s',
    async (kind) => {
      const { run } = await look(found({ toCancel: [51] }), {
        cancelPipeline: async () => fails(kind),
      });
      expect(run.toCancel).toEqual([51]);
    },
  );

  test('is left to end by itself where GitLab does not cancel it', async () => {
    const { run } = await look(found({ toCancel: [51] }), {
      cancelPipeline: async () => fails('forbidden'),
    });
    expect(run).not.toHaveProperty('toCancel');
  });

  test('of a run that has ended is cancelled, and nothing else is asked', async () => {
    const ended = found({ state: 'finished', toCancel: [51] });
    expect((await look(ended, {})).asked).toEqual(['cancelPipeline 51']);
  });
});

function cancels({ asked }: { asked: string[] }): string[] {
  return asked.filter((call) => call.startsWith('cancelPipeline'));
}

describe('a run that is to be cancelled', () => {
  const wanted = found({ cancelWanted: true, state: 'canceling', jobStatus: 'running' });
  test('is cancelled once: not where its pipeline is ending already', async () => {
    const listed = listing(ours('running', 51), ours('canceling'));
    expect(cancels(await look(wanted, listed))).toEqual(['cancelPipeline 51']);
    const duplicate = listing(ours('canceling', 51), ours('running'));
    expect(cancels(await look(wanted, duplicate))).toEqual(['cancelPipeline 50']);
  });

  test('is judged by its job where the list cannot be read', async () => {
    const closed = { pipelines: async () => fails('forbidden') };
    expect(cancels(await look(wanted, closed))).toEqual(['cancelPipeline 50']);
    expect(cancels(await look({ ...wanted, jobStatus: 'canceling' }, closed))).toEqual([]);
    const { jobStatus: _unseen, ...unseen } = wanted;
    expect(cancels(await look(unseen, closed))).toEqual(['cancelPipeline 50']);
  });

  test('before its pipeline is known, waits for it', async () => {
    const sending = aRun({ cancelWanted: true });
    expect(cancels(await look(sending, listing()))).toEqual([]);
  });
});

/** What a look at a run tells whose list fails so, with the project shown or not. */
async function unlisted(run: Run, kind: FailureKind, isShown = true) {
  const { told } = await look(run, {
    pipelines: async () => fails(kind),
    project: async () => (isShown ? ok(aProject()) : fails('network')),
  });
  return told.find(({ type }) => type === 'listingFailed');
}

describe('a list that is not given', () => {
  const due = found({ listedAt: after(-60) });

  test('is closed where GitLab says so', async () => {
    expect(await unlisted(due, 'forbidden')).toMatchObject({ reachable: true });
  });

  test('is closed to a run that is being sent where GitLab gives the project', async () => {
    expect(await unlisted(aRun(), 'network')).toMatchObject({ reachable: true });
    expect(await unlisted(aRun(), 'network', false)).toMatchObject({ reachable: false });
  });

  test('is waited for by a run that was found', async () => {
    expect(await unlisted(due, 'network')).toMatchObject({ reachable: false });
  });
});

async function afterEnd(status: string, more: Partial<Run> = {}) {
  return look(found(more), {
    pipelineJobs: async () => ok([aJob(status)]),
    pipeline: async () => ok(ours(status)),
  });
}

describe('a job', () => {
  test('that runs is asked for nothing more', async () => {
    const { run, asked } = await look(found({ state: 'waiting' }), {});
    expect(asked).toEqual(['pipelineJobs 50']);
    expect(run.state).toBe('running');
  });

  test('that ended is asked for what came of it, its ref only where it was cancelled, and not by us', async () => {
    const branch = 'branch "ask-claude"';
    expect((await afterEnd('success')).asked).not.toContain(branch);
    expect((await afterEnd('canceled', { cancelWanted: true })).asked).not.toContain(branch);
    const byOthers = await afterEnd('canceled');
    expect(byOthers.asked).toContain(branch);
    expect(byOthers.run).toMatchObject({ state: 'cancelled', outcome: { kind: 'cancelled' } });
  });

  test('that GitLab keeps to itself is judged by its pipeline', async () => {
    const { run } = await look(found(), {
      pipelineJobs: async () => fails('forbidden'),
      pipeline: async () => ok(ours('failed')),
    });
    expect(run).toMatchObject({ state: 'failed', outcome: { kind: 'failed' } });
  });
});

async function withoutJob(status: string): Promise<Run> {
  const { run } = await look(found({ state: 'created' }), {
    pipelineJobs: async () => ok([]),
    pipeline: async () => ok(ours(status)),
    branch: async () => ok(aBranch('ask-claude', { commit: { id: 'f'.repeat(40) } })),
  });
  return run;
}

describe('a pipeline without our job', () => {
  test('has no outcome before its end', async () => {
    const run = await withoutJob('running');
    expect(run.state).toBe('running');
    expect(run).not.toHaveProperty('outcome');
  });

  test('that was cancelled is cancelled', async () => {
    expect((await withoutJob('canceled')).state).toBe('cancelled');
  });

  test('is not gone where GitLab cannot say so', async () => {
    const { run } = await look(found(), {
      pipelineJobs: async () => fails('not_found'),
      pipeline: async () => fails('network'),
      project: async () => ok(aProject()),
    });
    expect(run).toMatchObject({ state: 'running', failure: { kind: 'network' } });
  });
});

test('nothing more is asked about a run that was forgotten meanwhile', async () => {
  const run = found({ cancelWanted: true, listedAt: after(1) });
  const { asked } = await look(run, listing(ours('running')), { erased: true });
  expect(asked).toEqual(['pipelines']);
});

test('a run that is not found yet has no job to ask for', async () => {
  const { asked } = await look(aRun(), listing());
  expect(asked.filter((call) => call.startsWith('pipelineJobs'))).toEqual([]);
});
