// One file, because every test plays the same small server against the runner.
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Pipeline } from '../../../utils/gitlab/entities.ts';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { createRunner, type RunService } from '../../../utils/runs/runner.ts';
import { aRun, NAME, REQUEST_ID, START } from '../fakes/aRun.ts';
import {
  aBranch,
  aJob,
  aNote,
  aPipeline,
  aProject,
  issuePage,
  mergeRequestPage,
  SITE,
  THREAD,
} from '../fakes/entities.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

function aPreview(more: Partial<StoredPreview> = {}): StoredPreview {
  return {
    id: 'preview 1',
    page: issuePage,
    title: 'Cart total ignores quantities',
    mode: 'ask',
    reply: 'none',
    variables: [],
    transport: 'inputs',
    ref: { name: 'ask-claude', kind: 'runner', unprotected: false, uncertain: false },
    jobName: 'claude',
    otherJobs: [],
    pushJobs: null,
    parts: [],
    removals: [],
    size: { bytes: 0, budget: 98_304, requested: 98_304, highest: 120_000 },
    layout: 'prompt',
    ours: true,
    private: false,
    projectId: 5,
    order: { ref: 'ask-claude', inputs: { input: 'You are asked.' } },
    request: { words: 'Why?', preset: 'ask', parts: {} },
    run: aRun({ createdAt: '' }),
    ...more,
  };
}

const send = { previewId: 'preview 1', acceptedJobs: false, acceptedRef: false };

/** A GitLab whose pipelines live in `living`. */
let living: Pipeline[];
let gitLab: FakeGitLab;
let preview: StoredPreview | null;
let saved: Map<string, Run>;
let history: string[];
let seconds: number;
let quiet: number;
/** How often a site was asked that never answers. */
let stuck = 0;
let runner: RunService;
/** Whether another worker of the extension took the same preview at the same moment. */
let takenElsewhere = false;

const server: Partial<GitLab> = {
  createPipeline: async () => {
    living.push(aPipeline(50, { name: NAME }));
    return ok(aPipeline(50));
  },
  pipelines: async (_, { name }) =>
    ok({
      items: living.filter((pipeline) => name === undefined || pipeline.name === name),
      complete: true,
    }),
  pipeline: async (_, id) => {
    const pipeline = living.find((candidate) => candidate.id === id);
    return pipeline ? ok(pipeline) : fails('not_found');
  },
  pipelineJobs: async () => ok([aJob('pending')]),
  cancelPipeline: async (_, id) => {
    living = living.map((pipeline) =>
      pipeline.id === id ? { ...pipeline, status: 'canceled' } : pipeline,
    );
    return ok(aPipeline(id, { status: 'canceled' }));
  },
};

let ruled: Failure | null = null;
let triggerToken: string | null = null;

function start(answers: Partial<GitLab> = {}): void {
  gitLab = fakeGitLab({ ...server, ...answers });
  runner = createRunner({
    gitLabFor: (root) => {
      if (root !== 'https://stuck.test') return Promise.resolve(ok(gitLab));
      stuck += 1;
      return new Promise(() => undefined);
    },
    runs: {
      list: async () => [...saved.values()],
      save: async (run) => {
        history.push(run.state);
        saved.set(run.id, structuredClone(run));
      },
      erase: async (stays) => {
        saved = new Map([...saved].filter(([, run]) => stays(run)));
      },
    },
    previewAgain: () => Promise.reject(new Error('No run here goes on by itself.')),
    previews: {
      find: async (id) => (preview?.id === id ? preview : null),
      take: async (id) => {
        const taken = preview?.id === id ? preview : null;
        preview = null;
        if (takenElsewhere && taken) saved.set(taken.run.id, taken.run);
        return taken;
      },
    },
    policyFailure: async () => ruled,
    triggerToken: async () => triggerToken,
    defuse: async (answer, origin) => defuseAnswer(answer, origin),
    quietUntil: async () => START + quiet * 1000,
    now: () => START + seconds * 1000,
  });
}

beforeEach(() => {
  [living, saved, history, seconds, quiet, preview] = [[], new Map(), [], 0, 0, aPreview()];
  [stuck, takenElsewhere] = [0, false];
  start();
});

function theRun(): Run {
  const run = saved.get(REQUEST_ID);
  if (!run) throw new Error('no run');
  return run;
}

function calls(method: string): string[] {
  return gitLab.calls.filter((call) => call.startsWith(method));
}

async function followAt(at: number): Promise<boolean> {
  seconds = at;
  return (await runner.follow()).open;
}

test('a review that was published stays known as such', async () => {
  start();
  await runner.send(send, issuePage);
  await runner.note(REQUEST_ID, { published: true });
  expect(saved.get(REQUEST_ID)).toMatchObject({ published: true });
});

describe('sending', () => {
  test('fires the stored order and nothing else before it, and stores the run first', async () => {
    let stored: string[] = [];
    start({
      createPipeline: async (projectId, order) => {
        stored = [...history, JSON.stringify([projectId, order])];
        return ok(aPipeline(50));
      },
    });
    const result = await runner.send(send, issuePage);
    expect(stored).toEqual([
      'sending',
      '[5,{"ref":"ask-claude","inputs":{"input":"You are asked."}}]',
    ]);
    expect(gitLab.calls[0]).toMatch(/^createPipeline/);
    // What the answer named is not looked for in all variables.
    expect(calls('pipelines')).toHaveLength(1);
    expect(calls('createPipeline')).toHaveLength(1);
    expect(result).toMatchObject({ value: { state: 'created', pipelineId: 50 } });
  });

  test('a preview is fired once, however often Send is pressed', async () => {
    const results = await Promise.all([
      runner.send(send, issuePage),
      runner.send(send, issuePage),
      runner.send(send, issuePage),
    ]);
    expect(results.filter(({ ok: fine }) => fine)).toHaveLength(1);
    expect(calls('createPipeline')).toHaveLength(1);
  });

  test.each<[string, Partial<StoredPreview> | null, typeof issuePage]>([
    ['unknown', null, issuePage],
    ['of another page', {}, mergeRequestPage],
    ['of another site', {}, { ...issuePage, site: 'https://evil.test' }],
    [
      'without the tick against other jobs',
      { otherJobs: [{ name: 'deploy', certain: true }] },
      issuePage,
    ],
    [
      'without the tick against the ref',
      { ref: { name: 'ask-claude', kind: 'runner', unprotected: true, uncertain: false } },
      issuePage,
    ],
    ['with something in its way', { failure: { kind: 'no_job' } }, issuePage],
  ])('a preview %s is refused', async (_, more, page) => {
    preview = more && aPreview(more);
    expect((await runner.send(send, page)).ok).toBe(false);
    expect([gitLab.calls, saved.size]).toEqual([[], 0]);
  });

  test('a preview that another worker fires at the same moment is not fired', async () => {
    takenElsewhere = true;
    expect(await runner.send(send, issuePage)).toEqual(fails('refused', { reason: 'used_up' }));
    expect(gitLab.calls).toEqual([]);
  });

  test('with its ticks it is fired', async () => {
    preview = aPreview({
      otherJobs: [{ name: 'deploy', certain: true }],
      ref: { name: 'ask-claude', kind: 'runner', unprotected: true, uncertain: false },
    });
    const ticked = { ...send, acceptedJobs: true, acceptedRef: true };
    expect((await runner.send(ticked, issuePage)).ok).toBe(true);
  });

  test('a run of that id in the history ends it too', async () => {
    saved.set(REQUEST_ID, aRun({ state: 'lost' }));
    expect((await runner.send(send, issuePage)).ok).toBe(false);
    expect(gitLab.calls).toEqual([]);
  });
});

describe('one living pipeline', () => {
  test('a doubled request: the oldest stays, the duplicate is cancelled', async () => {
    start({
      createPipeline: async () => {
        living = [aPipeline(51, { name: NAME }), aPipeline(50, { name: NAME })];
        return ok(aPipeline(51));
      },
    });
    expect(await runner.send(send, issuePage)).toMatchObject({
      value: { pipelineId: 50, duplicates: [51] },
    });
    expect(calls('cancelPipeline')).toEqual(['cancelPipeline 51']);
  });

  test('a duplicate that comes late is cancelled while following', async () => {
    await runner.send(send, issuePage);
    living.push(aPipeline(53, { name: NAME }));
    await followAt(5);
    expect(calls('cancelPipeline')).toEqual(['cancelPipeline 53']);
    expect(theRun()).toMatchObject({ pipelineId: 50, duplicates: [53] });
    await followAt(10);
    expect(calls('cancelPipeline')).toHaveLength(1);
  });

  test('a lost answer whose pipeline was made is found at once', async () => {
    start({
      createPipeline: async () => {
        living.push(aPipeline(50, { name: NAME }));
        return fails('answer_lost');
      },
    });
    const result = await runner.send(send, issuePage);
    expect(result).toMatchObject({ value: { state: 'created', pipelineId: 50 } });
    expect(theRun()).not.toHaveProperty('failure');
  });

  test('an answer that is not understood leaves open whether a pipeline was made', async () => {
    start({ createPipeline: async () => fails('unknown') });
    expect(await runner.send(send, issuePage)).toMatchObject({ value: { state: 'sending' } });
  });

  test('a lost answer stays sending with its failure, is found later, and is never sent again', async () => {
    start({ createPipeline: async () => fails('answer_lost') });
    expect(await runner.send(send, issuePage)).toMatchObject({
      value: { state: 'sending', failure: { kind: 'answer_lost' } },
    });
    await followAt(20);
    living.push(aPipeline(50, { name: NAME }));
    await followAt(40);
    expect(theRun()).toMatchObject({ state: 'waiting', pipelineId: 50 });
    expect(calls('createPipeline')).toHaveLength(1);
  });

  test('without a trace it is lost after 90 seconds, not before', async () => {
    start({ createPipeline: async () => fails('answer_lost') });
    await runner.send(send, issuePage);
    expect(await followAt(60)).toBe(true);
    expect(await followAt(95)).toBe(false);
    expect(theRun()).toMatchObject({ state: 'lost', failure: { kind: 'answer_lost' } });
    expect(calls('createPipeline')).toHaveLength(1);
  });

  test('a refusal is definite after a listing without the name', async () => {
    start({ createPipeline: async () => fails('no_job', { status: 400 }) });
    expect(await runner.send(send, issuePage)).toEqual(fails('no_job', { status: 400 }));
    expect(calls('pipelines').length).toBeGreaterThan(0);
    expect(theRun()).toMatchObject({ state: 'failed', failure: { kind: 'no_job' } });
  });

  test('a refusal of a request whose double was taken is none', async () => {
    start({
      createPipeline: async () => {
        living.push(aPipeline(50, { name: NAME }));
        return fails('rate_limited', { status: 429 });
      },
    });
    expect(await runner.send(send, issuePage)).toMatchObject({ value: { pipelineId: 50 } });
  });

  test('a round while the request is under way leaves it alone', async () => {
    const answer = Promise.withResolvers<Result<Pipeline>>();
    start({ createPipeline: () => answer.promise });
    const sent = runner.send(send, issuePage);
    await expect.poll(() => calls('createPipeline')).toHaveLength(1);
    expect(await followAt(200)).toBe(true);
    expect(calls('pipelines')).toEqual([]);
    answer.resolve(ok(aPipeline(50)));
    expect(await sent).toMatchObject({ value: { state: 'created' } });
  });
});

describe('following', () => {
  test('goes through our job’s states to its outcome', async () => {
    let status = 'waiting_for_resource';
    start({
      pipelineJobs: async () => ok([aJob('failed', { name: 'test', id: 899 }), aJob(status)]),
      artifact: async () => ok('{"version":1,"outcome":"answered","answer":"Because."}'),
    });
    await runner.send(send, issuePage);
    const states: string[] = [];
    for (const next of ['pending', 'running', 'success']) {
      await followAt(5);
      states.push(`${theRun().jobStatus} ${theRun().state}`);
      status = next;
    }
    expect(await followAt(70)).toBe(false);
    expect(states).toEqual(['waiting_for_resource waiting', 'pending waiting', 'running running']);
    expect(theRun()).toMatchObject({
      state: 'finished',
      jobId: 900,
      outcome: { kind: 'answered', answer: 'Because.' },
    });
  });

  test('counts another provider’s job where that is the one that runs', async () => {
    start({ pipelineJobs: async () => ok([aJob('running', { name: 'claude-vertex', id: 7 })]) });
    await runner.send(send, issuePage);
    await followAt(5);
    expect(theRun()).toMatchObject({ state: 'running', jobId: 7 });
  });

  test('an end whose outcome cannot be read just now is read in a later round', async () => {
    let up = false;
    start({
      pipelineJobs: async () => ok([aJob('success')]),
      artifact: async () => (up ? fails('not_found') : fails('network')),
    });
    await runner.send(send, issuePage);
    expect(await followAt(5)).toBe(true);
    expect(theRun()).toMatchObject({ state: 'created', failure: { kind: 'network' } });
    up = true;
    expect(await followAt(70)).toBe(false);
    expect(theRun()).toMatchObject({ state: 'finished', outcome: { kind: 'nothing' } });
    expect(theRun()).not.toHaveProperty('failure');
  });

  test('a pipeline without our job counts itself once it has ended', async () => {
    start({ pipelineJobs: async () => ok([]) });
    await runner.send(send, issuePage);
    living = [aPipeline(50, { name: NAME, status: 'failed' })];
    await followAt(5);
    expect(theRun()).toMatchObject({ state: 'failed', outcome: { kind: 'failed' } });
  });

  test('a pipeline that is gone is lost', async () => {
    start({ pipelineJobs: async () => fails('not_found'), project: async () => ok(aProject()) });
    await runner.send(send, issuePage);
    living = [];
    expect(await followAt(70)).toBe(false);
    expect(theRun()).toMatchObject({ state: 'lost', failure: { kind: 'not_found' } });
  });

  test('cancelled by a push to its ref is superseded', async () => {
    const head = { id: 'f'.repeat(40) };
    start({
      pipelineJobs: async () => ok([aJob('canceled')]),
      branch: async () => ok(aBranch('ask-claude', { commit: head })),
    });
    await runner.send(send, issuePage);
    await followAt(5);
    expect(theRun().state).toBe('superseded');
  });

  test('cancelled by somebody is cancelled', async () => {
    start({
      pipelineJobs: async () => ok([aJob('canceled')]),
      branch: async () => ok(aBranch('ask-claude')),
    });
    await runner.send(send, issuePage);
    await followAt(5);
    expect(theRun().state).toBe('cancelled');
  });

  test('a token that is refused is shown, and the run stays open', async () => {
    start({ pipelineJobs: async () => fails('token_refused') });
    await runner.send(send, issuePage);
    expect(await followAt(5)).toBe(true);
    expect(theRun()).toMatchObject({ state: 'created', failure: { kind: 'token_refused' } });
  });

  test('a duplicate of a run that ended at once is still found and cancelled', async () => {
    start({ pipelineJobs: async () => ok([aJob('success')]) });
    await runner.send(send, issuePage);
    expect(await followAt(5)).toBe(true);
    expect(theRun().state).toBe('finished');
    living.push(aPipeline(53, { name: NAME }));
    expect(await followAt(61)).toBe(false);
    expect(calls('cancelPipeline')).toEqual(['cancelPipeline 53']);
    expect(theRun()).toMatchObject({ state: 'finished', pipelineId: 50, duplicates: [53] });
  });

  test('a site that wants to be left alone is not asked until then', async () => {
    await runner.send(send, issuePage);
    const all = gitLab.calls.length;
    quiet = 120;
    expect(await runner.follow()).toEqual({ open: true });
    expect(gitLab.calls).toHaveLength(all);
    await followAt(120);
    expect(gitLab.calls.length).toBeGreaterThan(all);
  });

  test('a pipeline of a project that is not shown is not gone', async () => {
    start({ pipelineJobs: async () => fails('not_found') });
    await runner.send(send, issuePage);
    living = [];
    seconds = 5;
    expect(await runner.follow()).toEqual({ open: true });
    expect(theRun()).toMatchObject({ state: 'created', failure: { kind: 'not_found' } });
  });

  test('a run that cannot be asked about is looked at less and less often, and at once when its site is saved', async () => {
    start({ pipelineJobs: async () => fails('network') });
    await runner.send(send, issuePage);
    const looks: number[] = [];
    for (let second = 60; second < 200; second += 3) {
      const before = calls('pipelineJobs').length;
      await followAt(second);
      if (calls('pipelineJobs').length > before) looks.push(second);
    }
    expect(looks.map((second, index) => second - (looks[index - 1] ?? second))).toEqual([
      0, 3, 6, 12, 24, 30, 30, 30,
    ]);
    const before = calls('pipelineJobs').length;
    runner.lookAgain();
    await runner.follow();
    expect(calls('pipelineJobs').length).toBeGreaterThan(before);
  });

  test('a site that does not answer slows no run of another site', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    await runner.send(send, issuePage);
    const site = 'https://stuck.test';
    saved.set('stuck', aRun({ id: 'stuck', site, state: 'running' }));
    saved.set('over', aRun({ id: 'over', site, state: 'failed' }));
    const before = calls('pipelineJobs').length;
    for (const second of [60, 63, 66]) {
      const followed = followAt(second);
      await vi.advanceTimersByTimeAsync(4000);
      expect(await followed).toBe(true);
    }
    expect(calls('pipelineJobs')).toHaveLength(before + 3);
    expect(stuck).toBe(1);
  });

  test('a round leaves no timer behind', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    await runner.send(send, issuePage);
    await followAt(60);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a run that is forgotten while it is looked at is followed no longer', async () => {
    start({
      pipelineJobs: async () => {
        saved.clear();
        return fails('network');
      },
    });
    await runner.send(send, issuePage);
    expect(await followAt(60)).toBe(false);
  });

  test('rounds do not overlap, and an ended run asks for nothing', async () => {
    await runner.send(send, issuePage);
    const before = calls('pipelineJobs').length;
    seconds = 70;
    await Promise.all([runner.follow(), runner.follow()]);
    expect(calls('pipelineJobs')).toHaveLength(before + 1);
    saved.set(REQUEST_ID, { ...theRun(), state: 'finished' });
    const all = gitLab.calls.length;
    expect(await runner.follow()).toEqual({ open: false });
    expect(gitLab.calls).toHaveLength(all);
  });
});

describe('cancelling', () => {
  test('cancels every living pipeline of the name', async () => {
    await runner.send(send, issuePage);
    living.push(aPipeline(53, { name: NAME }), aPipeline(54, { name: NAME, status: 'success' }));
    expect(await runner.cancel(REQUEST_ID)).toEqual(ok(null));
    expect(calls('cancelPipeline').toSorted()).toEqual(['cancelPipeline 50', 'cancelPipeline 53']);
    expect(theRun()).toMatchObject({ state: 'canceling', cancelWanted: true });
  });

  test('cancels the known one also where the list cannot be read', async () => {
    await runner.send(send, issuePage);
    start({ pipelines: async () => fails('network') });
    await runner.cancel(REQUEST_ID);
    expect(calls('cancelPipeline')).toEqual(['cancelPipeline 50']);
  });

  test('pressed while sending, what is found later is cancelled', async () => {
    start({ createPipeline: async () => fails('answer_lost') });
    await runner.send(send, issuePage);
    const before = gitLab.calls.length;
    expect(await runner.cancel(REQUEST_ID)).toEqual(ok(null));
    expect(gitLab.calls).toHaveLength(before);
    expect(theRun().state).toBe('sending');
    living.push(aPipeline(50, { name: NAME }));
    await followAt(10);
    expect(calls('cancelPipeline')).toEqual(['cancelPipeline 50']);
  });

  test('what GitLab does not answer just now stays wanted', async () => {
    let up = false;
    start({
      cancelPipeline: async (project, id) =>
        up && server.cancelPipeline ? server.cancelPipeline(project, id) : fails('network'),
    });
    await runner.send(send, issuePage);
    expect(await runner.cancel(REQUEST_ID)).toEqual(ok(null));
    expect(theRun()).toMatchObject({ state: 'canceling', cancelWanted: true });
    up = true;
    await followAt(5);
    expect(living[0]?.status).toBe('canceled');
  });

  test('a duplicate is cancelled until it is, also after the run has ended', async () => {
    let up = false;
    start({
      pipelineJobs: async () => ok([aJob('success')]),
      cancelPipeline: async (project, id) =>
        up && server.cancelPipeline ? server.cancelPipeline(project, id) : fails('network'),
    });
    await runner.send(send, issuePage);
    living.push(aPipeline(53, { name: NAME }));
    expect(await followAt(70)).toBe(true);
    expect(theRun()).toMatchObject({ state: 'finished', toCancel: [53] });
    up = true;
    expect(await followAt(100)).toBe(false);
    expect(living.map(({ status }) => status)).toContain('canceled');
  });

  test('for a newer ask, the run names it', async () => {
    await runner.send(send, issuePage);
    await runner.cancel(REQUEST_ID, 'newer');
    expect(theRun()).toMatchObject({ state: 'canceling', supersededBy: 'newer' });
  });

  test('a refusal is said, and the run goes on', async () => {
    start({ cancelPipeline: async () => fails('forbidden') });
    await runner.send(send, issuePage);
    expect(await runner.cancel(REQUEST_ID)).toEqual(fails('forbidden'));
    await followAt(5);
    expect(theRun()).toMatchObject({ state: 'waiting' });
  });

  test('of an ended run does nothing, of an unknown one is said', async () => {
    saved.set(REQUEST_ID, aRun({ state: 'finished', pipelineId: 50 }));
    expect(await runner.cancel(REQUEST_ID)).toEqual(ok(null));
    expect(gitLab.calls).toEqual([]);
    expect(await runner.cancel('nowhere')).toEqual(fails('not_found', { subject: 'nowhere' }));
  });

  test('of a run that is forgotten meanwhile fails nothing', async () => {
    start({
      cancelPipeline: async () => {
        saved.clear();
        return fails('forbidden');
      },
    });
    await runner.send(send, issuePage);
    expect(await runner.cancel(REQUEST_ID)).toEqual(ok(null));
  });

  test('at once ends the job of a run that is being cancelled', async () => {
    start({ forceCancelJob: async () => ok(aJob('canceled')) });
    saved.set(REQUEST_ID, aRun({ state: 'canceling', cancelWanted: true, jobId: 900 }));
    expect(await runner.forceCancel(REQUEST_ID)).toEqual(ok(null));
    expect(gitLab.calls).toEqual(['forceCancelJob 900']);
  });

  test('at once says what GitLab answers', async () => {
    start({ forceCancelJob: async () => fails('forbidden') });
    saved.set(REQUEST_ID, aRun({ state: 'canceling', cancelWanted: true, jobId: 900 }));
    expect(await runner.forceCancel(REQUEST_ID)).toEqual(fails('forbidden'));
  });

  test.each<[string, Partial<Run>]>([
    ['not being cancelled', { state: 'running', jobId: 900 }],
    ['of which no job is known', { state: 'canceling', cancelWanted: true }],
    ['that is unknown', { id: 'another' }],
  ])('at once ends no job of a run %s', async (_, more) => {
    start({ forceCancelJob: async () => ok(aJob('canceled')) });
    const run = aRun(more);
    saved.set(run.id, run);
    expect(await runner.forceCancel(REQUEST_ID)).toEqual(
      fails('not_found', { subject: REQUEST_ID }),
    );
    expect(gitLab.calls).toEqual([]);
  });
});

describe('a job whose runner does not end it', () => {
  const ending = { state: 'canceling', pipelineId: 50, jobId: 900 } as const;

  test.each([
    ['cancelled here', { cancelWanted: true }],
    ['cancelled on GitLab’s own page', { jobStatus: 'canceling' }],
  ])('is ended without it where it was %s', async (_where, more) => {
    saved.set(REQUEST_ID, aRun({ ...ending, ...more }));
    start({ forceCancelJob: async () => ok(aJob('canceled')) });
    expect(await runner.forceCancel(REQUEST_ID)).toEqual(ok(null));
    expect(gitLab.calls).toEqual(['forceCancelJob 900']);
  });

  test('is left as it is where GitLab does not let the user, who is told', async () => {
    saved.set(REQUEST_ID, aRun({ ...ending, cancelWanted: true }));
    start({ forceCancelJob: async () => fails('forbidden') });
    expect(await runner.forceCancel(REQUEST_ID)).toEqual(fails('forbidden'));
    expect(theRun().state).toBe('canceling');
  });

  test.each([
    ['of a run that nobody cancelled', { state: 'running', jobId: 900 }],
    ['that is not known yet', { state: 'canceling', cancelWanted: true }],
  ] as const)('is not ended: %s', async (_what, more) => {
    saved.set(REQUEST_ID, aRun(more));
    expect((await runner.forceCancel(REQUEST_ID)).ok).toBe(false);
    expect(gitLab.calls).toEqual([]);
  });
});

describe('posting the answer', () => {
  const outcome = {
    kind: 'answered',
    answer: 'Yes.\n/merge\nThanks @all',
    branch: null,
    commits: [],
    mergeRequest: null,
    turns: null,
    costUsd: null,
    deniedTools: [],
    limit: null,
    errors: [],
  } as const;
  const answered = (more: Partial<Run>): Run =>
    aRun({
      state: 'finished',
      outcome: { ...outcome, commits: [], deniedTools: [], errors: [] },
      ...more,
    });
  const notes: Partial<GitLab> = {
    createNote: async () => ok(aNote('', { id: 70 })),
    replyToDiscussion: async () => ok(aNote('', { id: 71 })),
  };

  test('is a note of the page, defused', async () => {
    start(notes);
    saved.set(REQUEST_ID, answered({}));
    expect(await runner.postAnswer(REQUEST_ID)).toEqual(
      ok({ webUrl: `${SITE}/acme/webshop/-/issues/12#note_70` }),
    );
    expect(gitLab.calls).toEqual([
      `createNote "issue" 12 ${JSON.stringify('Yes.\n\\/merge\nThanks @\u2060all')}`,
    ]);
  });

  test('is a reply in its thread', async () => {
    start(notes);
    const page = { type: 'merge_request', iid: 34, title: '' } as const;
    saved.set(REQUEST_ID, answered({ page, discussionId: THREAD }));
    expect(await runner.postAnswer(REQUEST_ID)).toEqual(
      ok({ webUrl: `${SITE}/acme/webshop/-/merge_requests/34#note_71` }),
    );
  });

  test('that is private is posted nowhere', async () => {
    start(notes);
    saved.set(REQUEST_ID, answered({ private: true }));
    expect(await runner.postAnswer(REQUEST_ID)).toMatchObject({ failure: { kind: 'refused' } });
    expect(gitLab.calls).toEqual([]);
  });

  test('there must be one', async () => {
    start(notes);
    saved.set(REQUEST_ID, aRun({ state: 'finished' }));
    expect((await runner.postAnswer(REQUEST_ID)).ok).toBe(false);
    expect(gitLab.calls).toEqual([]);
  });
});

test('who watches is told at once and after each change, newest first, until it ends', async () => {
  saved.set('old', aRun({ id: 'old', state: 'finished', createdAt: '2026-01-01T00:00:00Z' }));
  const told: string[] = [];
  const end = runner.subscribe((runs) => {
    const seen = runs.map(({ id, state }) => `${id === 'old' ? 'old' : 'new'} ${state}`).join(', ');
    if (seen !== told.at(-1)) told.push(seen);
  });
  await expect.poll(() => told).toEqual(['old finished']);
  await runner.send(send, issuePage);
  expect(told.slice(1)).toEqual(['new sending, old finished', 'new created, old finished']);
  end();
  await followAt(5);
  expect(told).toHaveLength(3);
});

test('who watches is told that runs were forgotten', async () => {
  saved.set('old', aRun({ id: 'old', state: 'finished' }));
  const told: number[] = [];
  runner.subscribe((runs) => told.push(runs.length));
  await expect.poll(() => told).toEqual([1]);
  await runner.erase(({ state }) => state !== 'finished');
  expect(told).toEqual([1, 0]);
});

describe('what the organisation rules', () => {
  afterEach(() => {
    ruled = null;
  });

  test('is asked again at Send, and nothing is fired against it', async () => {
    ruled = { kind: 'refused', reason: 'policy', detail: 'The limit of a day is reached.' };
    const sent = await runner.send(send, issuePage);
    expect(sent).toEqual({ ok: false, failure: ruled });
    expect(gitLab.calls).toEqual([]);
    ruled = null;
    expect(await runner.send(send, issuePage)).toMatchObject({ ok: true });
  });
});

describe('with a trigger token', () => {
  beforeEach(() => {
    if (preview) preview.run.trigger = true;
  });
  afterEach(() => {
    triggerToken = null;
  });

  test('the pipeline is fired by it, and found among those that triggers made', async () => {
    triggerToken = 'glptt-1';
    const fired: string[] = [];
    const sources: (string | undefined)[] = [];
    start({
      triggerPipeline: async (_, token) => {
        fired.push(token);
        return ok(aPipeline(50));
      },
      pipelines: async (_, { source }) => {
        sources.push(source);
        return ok({ items: [], complete: true });
      },
    });
    expect(await runner.send(send, issuePage)).toMatchObject({
      ok: true,
      value: { trigger: true },
    });
    expect(fired).toEqual(['glptt-1']);
    expect(gitLab.calls.join()).not.toContain('createPipeline');
    expect(sources).not.toContain('api');
  });

  test('of a project, an ask that was previewed without it is fired without it', async () => {
    triggerToken = 'glptt-1';
    preview = aPreview();
    await runner.send(send, issuePage);
    expect(gitLab.calls[0]).toMatch(/^createPipeline/);
  });

  test('that is gone, nothing is fired in the name of the user instead', async () => {
    expect(await runner.send(send, issuePage)).toEqual({
      ok: false,
      failure: { kind: 'token_refused', reason: 'trigger' },
    });
    expect(gitLab.calls).toEqual([]);
  });
});
