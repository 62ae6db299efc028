// One file, because it is the whole table of states and events.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import { isFinal, isOpen, type Run, type RunState } from '../../../utils/runs/Run.ts';
import { transition, type RunEvent } from '../../../utils/runs/transition.ts';
import { waitingFor } from '../../../utils/runs/waitingFor.ts';
import { after, aRun } from '../fakes/aRun.ts';
import { aJob, aPipeline } from '../fakes/entities.ts';

const failure = { kind: 'answer_lost' } as const;
const forbidden = { kind: 'forbidden', status: 403 } as const;

function run(state: RunState, more: Partial<Run> = {}): Run {
  return state === 'sending'
    ? aRun(more)
    : aRun({ state, pipelineId: 50, listedAt: after(60), ...more });
}

function through(start: Run, ...events: RunEvent[]): Run {
  return events.reduce(transition, start);
}

function listed(ids: number[], more: { complete?: boolean; at?: string } = {}): RunEvent {
  const pipelines = ids.map((id) => aPipeline(id));
  return { type: 'listed', pipelines, complete: true, at: after(1), ...more };
}

function seen(
  status: string,
  more: Partial<Extract<RunEvent, { type: 'jobSeen' }>> = {},
): RunEvent {
  const job = aJob(status);
  return { type: 'jobSeen', status, job, headMoved: false, at: after(9), ...more };
}

const posted: RunEvent = { type: 'posted', pipeline: aPipeline(50) };
const refused: RunEvent = { type: 'refused', failure: forbidden };
const answerLost: RunEvent = { type: 'answerLost', failure };
/** GitLab answers, but not with the list. */
const unlisted: RunEvent = {
  type: 'listingFailed',
  failure: { kind: 'network' },
  reachable: true,
  at: after(2),
};
const down: RunEvent = { ...unlisted, reachable: false };
const clock = (seconds: number): RunEvent => ({ type: 'clock', at: after(seconds) });
const gone: RunEvent = { type: 'pipelineGone', at: after(9) };
const cancelWanted = { type: 'cancelWanted' } as const;
const cancelRefused: RunEvent = { type: 'cancelRefused', failure: forbidden };
const followFailed: RunEvent = { type: 'followFailed', failure: { kind: 'network' }, at: after(5) };
const duplicateEnded: RunEvent = { type: 'duplicateEnded', pipelineId: 51 };

const EVENTS: readonly RunEvent[] = [
  posted,
  refused,
  answerLost,
  listed([]),
  listed([50]),
  listed([50, 51]),
  unlisted,
  down,
  duplicateEnded,
  seen('running'),
  seen('success'),
  gone,
  cancelWanted,
  cancelRefused,
  followFailed,
  clock(1),
  clock(100),
];
const FINAL: readonly RunState[] = [
  'finished',
  'failed',
  'cancelled',
  'superseded',
  'skipped',
  'lost',
];

describe('sending', () => {
  test('is created by the answer, or by a listing that shows it', () => {
    expect(transition(run('sending'), posted)).toMatchObject({ state: 'created', pipelineId: 50 });
    expect(transition(run('sending'), listed([50]))).toMatchObject({
      state: 'created',
      pipelineId: 50,
      pipelineUrl: aPipeline(50).web_url,
    });
  });

  test('a lost answer is shown at once, and goes when the run is found', () => {
    const lost = transition(run('sending'), answerLost);
    expect(lost).toMatchObject({ state: 'sending', failure });
    expect(transition(lost, listed([50]))).not.toHaveProperty('failure');
  });

  test('a refusal is definite after one listing without the name', () => {
    const waiting = transition(run('sending'), refused);
    expect(waiting).toMatchObject({ state: 'sending', failure: forbidden });
    expect(transition(waiting, listed([]))).toMatchObject({ state: 'failed', failure: forbidden });
    expect(transition(waiting, listed([50]))).toMatchObject({ state: 'created' });
  });

  test('a refusal is definite too where the list is as closed as the request', () => {
    const closed: RunEvent = { ...unlisted, failure: forbidden };
    expect(through(run('sending'), refused, closed).state).toBe('failed');
    expect(through(run('sending'), refused, unlisted).state).toBe('sending');
    for (const kind of ['not_found', 'token_refused'] as const)
      expect(through(run('sending'), refused, { ...unlisted, failure: { kind } }).state).toBe(
        'failed',
      );
    expect(through(run('sending'), refused, unlisted, unlisted, clock(95)).state).toBe('failed');
  });

  test('is lost after 90 seconds and two complete listings without the name', () => {
    const sent = transition(run('sending'), answerLost);
    expect(through(sent, listed([]), listed([]), clock(89)).state).toBe('sending');
    expect(through(sent, listed([]), clock(95)).state).toBe('sending');
    expect(through(sent, listed([]), listed([], { complete: false }), clock(95)).state).toBe(
      'sending',
    );
    expect(through(sent, listed([]), listed([]), clock(95)).state).toBe('sending');
    const unsure = listed([], { complete: false, at: after(90) });
    expect(through(sent, listed([]), listed([]), unsure, clock(90)).state).toBe('sending');
    expect(through(sent, listed([], { at: after(90) }), clock(95)).state).toBe('sending');
    expect(through(sent, listed([]), listed([], { at: after(90) }), clock(90))).toMatchObject({
      state: 'lost',
      failure,
      finishedAt: after(90),
    });
  });

  test('is lost after 90 seconds, saying so, where the list cannot be read', () => {
    const sent = transition(run('sending'), answerLost);
    expect(through(sent, unlisted, unlisted, clock(89)).state).toBe('sending');
    expect(through(sent, unlisted, unlisted, clock(91))).toMatchObject({
      state: 'lost',
      failure: { kind: 'answer_lost', reason: 'unchecked' },
    });
    expect(through(run('sending'), unlisted, unlisted, clock(91)).failure).toEqual({
      kind: 'answer_lost',
      reason: 'unchecked',
    });
  });

  test('is not lost while GitLab itself cannot be reached, for a day', () => {
    const sent = through(run('sending'), answerLost, down, down, down);
    expect(through(sent, clock(3600)).state).toBe('sending');
    expect(through(sent, clock(3600), listed([50]))).toMatchObject({ state: 'created' });
    expect(through(sent, clock(86_401)).state).toBe('sending');
    expect(through(sent, clock(86_402))).toMatchObject({
      state: 'lost',
      failure: { kind: 'answer_lost', reason: 'unchecked' },
    });
    expect(through(run('sending'), down, clock(86_402)).failure).toEqual({
      kind: 'answer_lost',
      reason: 'unchecked',
    });
    const later: RunEvent = { ...down, at: after(3600) };
    expect(through(sent, later, clock(86_402)).state).toBe('lost');
  });

  test('waits anew when the clock was set back, and is not lost by one that jumps ahead alone', () => {
    const sent = transition(run('sending'), answerLost);
    expect(transition(sent, clock(-3600)).createdAt).toBe(after(-3600));
    expect(transition(sent, clock(0))).toBe(sent);
    expect(through(sent, listed([]), clock(86_400)).state).toBe('sending');
  });

  test('of several pipelines the oldest stays, the others are duplicates', () => {
    expect(transition(run('sending'), listed([52, 50, 51]))).toMatchObject({
      pipelineId: 50,
      duplicates: [51, 52],
    });
  });

  test('knows nothing of jobs, vanished pipelines or failed looks', () => {
    for (const event of [seen('running'), seen('success'), gone, followFailed]) {
      const sending = run('sending');
      expect(transition(sending, event)).toBe(sending);
    }
  });
});

describe('duplicates found late', () => {
  test('an older one takes over', () => {
    expect(transition(run('created'), listed([49, 50]))).toMatchObject({
      pipelineId: 49,
      duplicates: [50],
    });
    const running = run('running', { failure });
    const older = transition(running, listed([49, 50]));
    expect(older).toMatchObject({
      state: 'running',
      pipelineId: 49,
      duplicates: [50],
      toCancel: [50],
    });
    expect(older).not.toHaveProperty('failure');
  });

  test('one that took over leaves the other to be cancelled, listed or not', () => {
    const older = transition(run('created'), listed([49]));
    expect(older).toMatchObject({ pipelineId: 49, duplicates: [50], toCancel: [50] });
    expect(transition(older, listed([49, 50], { at: after(2) }))).toMatchObject({
      duplicates: [50],
      toCancel: [50],
    });
  });

  test('the run’s own pipeline is never among them, nor taken over by a younger one', () => {
    const alone = run('running', { failure });
    expect(transition(alone, listed([50]))).toEqual({ ...alone, listedAt: after(1) });
    expect(transition(alone, listed([51]))).toEqual({
      ...alone,
      listedAt: after(1),
      duplicates: [51],
      toCancel: [51],
    });
  });

  test('a younger one is a duplicate', () => {
    expect(transition(run('running'), listed([50, 51]))).toMatchObject({
      state: 'running',
      pipelineId: 50,
      duplicates: [51],
    });
  });

  test('an answer after the listing that found the other one', () => {
    expect(through(run('sending'), listed([49]), posted)).toMatchObject({
      pipelineId: 49,
      duplicates: [50],
      toCancel: [50],
    });
    expect(through(run('sending'), listed([51]), posted)).toMatchObject({
      pipelineId: 50,
      duplicates: [51],
      toCancel: [51],
    });
  });

  test('those that live are to be cancelled until each has ended, also when the run has', () => {
    const duplicates: RunEvent = {
      type: 'listed',
      complete: true,
      at: after(60),
      pipelines: [
        aPipeline(50),
        aPipeline(51),
        aPipeline(52, { status: 'success' }),
        aPipeline(53, { status: 'canceling' }),
      ],
    };
    const doubled = transition(run('running'), duplicates);
    expect(doubled).toMatchObject({ duplicates: [51, 52, 53], toCancel: [51] });
    const over = transition(doubled, seen('success'));
    expect([isOpen(over), over.toCancel]).toEqual([true, [51]]);
    const ended = transition(over, duplicateEnded);
    expect([isOpen(ended), ended.toCancel, ended.state]).toEqual([false, undefined, 'finished']);
    expect(transition(ended, duplicateEnded)).toBe(ended);
    const two = run('finished', { toCancel: [51, 52] });
    expect(transition(two, duplicateEnded)).toEqual({ ...two, toCancel: [52] });
    const whole = run('finished');
    expect(transition(whole, duplicates)).toMatchObject({
      duplicates: [51, 52, 53],
      toCancel: [51],
    });
  });

  test('a day after the end they are let go', () => {
    const over = run('finished', { toCancel: [51], finishedAt: after(0) });
    expect(transition(over, clock(3600))).toBe(over);
    expect(isOpen(transition(over, clock(86_400)))).toBe(false);
    const { finishedAt: _unknown, ...undated } = over;
    expect(transition(undated, clock(86_400)).toCancel).toBeUndefined();
  });

  test('a listing without any changes nothing', () => {
    const created = run('created');
    expect(transition(created, listed([]))).toEqual({ ...created, listedAt: after(1) });
  });
});

describe('our job’s status counts', () => {
  test.each([
    ['created', 'created'],
    ['waiting_for_resource', 'waiting'],
    ['preparing', 'waiting'],
    ['pending', 'waiting'],
    ['scheduled', 'waiting'],
    ['running', 'running'],
    ['canceling', 'canceling'],
    ['success', 'finished'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['skipped', 'skipped'],
    ['manual', 'skipped'],
  ])('%s: %s', (status, state) => {
    expect(transition(run('created'), seen(status))).toMatchObject({
      state,
      jobStatus: status,
      jobId: 900,
    });
  });

  test('an end counts only once a listing has shown whether it is a duplicate’s', () => {
    const unsure = transition(run('sending'), posted);
    expect(transition(unsure, seen('success'))).toBe(unsure);
    expect(through(unsure, down, seen('success')).state).toBe('created');
    expect(through(unsure, listed([50]), seen('success')).state).toBe('finished');
    expect(through(unsure, unlisted, seen('success')).state).toBe('finished');
  });

  test('the end brings time and outcome', () => {
    const outcome = { kind: 'answered' } as Outcome;
    const ended = transition(run('running'), seen('success', { outcome }));
    expect(ended).toMatchObject({ state: 'finished', outcome, finishedAt: after(9) });
  });

  test('a failure of an earlier look goes when GitLab answers again', () => {
    const unsure = transition(run('running'), followFailed);
    expect(unsure).toMatchObject({ state: 'running', failure: { kind: 'network' } });
    const later: RunEvent = { ...followFailed, at: after(50) };
    expect(transition(unsure, later).unseenSince).toBe(after(5));
    expect(transition(unsure, seen('running'))).not.toHaveProperty('failure');
  });

  test('cancelled by a push is superseded, by us it is not', () => {
    const moved = seen('canceled', { headMoved: true });
    expect(transition(run('waiting'), moved).state).toBe('superseded');
    expect(through(run('waiting'), cancelWanted, moved).state).toBe('cancelled');
  });
});

describe('what is known of the job', () => {
  test('its stage, its start, and since when it is as it is', () => {
    const job = aJob('running', { stage: 'claude', started_at: after(3) });
    const running = transition(run('waiting'), seen('running', { job }));
    expect(running).toMatchObject({
      stage: 'claude',
      startedAt: after(3),
      jobStatusSince: after(9),
    });
    const later = transition(running, seen('running', { job, at: after(20) }));
    expect(later.jobStatusSince).toBe(after(9));
    expect(transition(later, seen('pending', { at: after(30) })).jobStatusSince).toBe(after(30));
  });

  test('a job that is tried again leads back to waiting', () => {
    expect(through(run('running'), seen('pending')).state).toBe('waiting');
  });

  test('where its project has moved', () => {
    const job = aJob('running', { web_url: `${run('running').site}/acme/store/-/jobs/900` });
    expect(transition(run('running'), seen('running', { job })).movedTo).toBe('acme/store');
    expect(transition(run('running'), seen('running'))).not.toHaveProperty('movedTo');
    const elsewhere = aJob('running', { web_url: 'https://other.test/acme/store/-/jobs/900' });
    const bare = aJob('running', { web_url: `${run('running').site}/` });
    for (const odd of [elsewhere, bare])
      expect(transition(run('running'), seen('running', { job: odd }))).not.toHaveProperty(
        'movedTo',
      );
    const runner = { projectPath: 'platform/runner', askedProjectId: 5 };
    const central = run('running', { runner });
    expect(transition(central, seen('running', { job }))).not.toHaveProperty('movedTo');
  });

  test.each([
    ['waiting_for_resource', 'resource'],
    ['pending', 'runner'],
    ['preparing', 'preparation'],
    ['running', null],
  ])('%s waits for %s', (status, what) => {
    expect(waitingFor(transition(run('created'), seen(status)))).toBe(what);
  });
});

test('a run of which GitLab says nothing for a day is lost, with the reason', () => {
  const unsure = transition(run('running'), followFailed);
  expect(through(unsure, followFailed, clock(3600)).state).toBe('running');
  expect(through(unsure, seen('running'), clock(90_000)).state).toBe('running');
  const lost = transition(unsure, clock(90_000));
  expect([lost.state, lost.failure]).toEqual(['lost', { kind: 'network' }]);
});

describe('cancelling', () => {
  test('shows at once, and while the job still runs', () => {
    const canceling = transition(run('running'), cancelWanted);
    expect(canceling).toMatchObject({ state: 'canceling', cancelWanted: true });
    expect(transition(canceling, seen('running')).state).toBe('canceling');
    expect(transition(canceling, seen('canceled')).state).toBe('cancelled');
    expect(transition(canceling, seen('success')).state).toBe('finished');
  });

  test('pressed while sending stays in force', () => {
    const sending = transition(run('sending'), cancelWanted);
    expect(sending.state).toBe('sending');
    expect(transition(sending, posted).state).toBe('canceling');
    expect(transition(sending, listed([50])).state).toBe('canceling');
  });

  test('for a newer ask ends as superseded', () => {
    const replaced = transition(run('running'), { ...cancelWanted, supersededBy: 'newer' });
    expect(replaced).toMatchObject({ state: 'canceling', supersededBy: 'newer' });
    expect(transition(replaced, seen('canceled')).state).toBe('superseded');
    expect(transition(replaced, seen('success')).state).toBe('finished');
    expect(through(replaced, cancelRefused, seen('canceled')).state).toBe('cancelled');
  });

  test('refused leads back', () => {
    const canceling = through(run('running'), seen('running'), cancelWanted);
    const back = transition(canceling, cancelRefused);
    expect(back).toMatchObject({ state: 'running', failure: forbidden });
    expect(back).not.toHaveProperty('cancelWanted');
    expect(through(run('created'), cancelWanted, cancelRefused).state).toBe('created');
    const ended = run('canceling', { cancelWanted: true, jobStatus: 'success' });
    expect(transition(ended, cancelRefused).state).toBe('created');
    const meanwhile = run('waiting', { jobStatus: 'running' });
    expect(transition(meanwhile, cancelRefused).state).toBe('waiting');
  });
});

test('a pipeline that is gone is lost', () => {
  expect(transition(run('running'), gone)).toMatchObject({
    state: 'lost',
    failure: { kind: 'not_found' },
  });
});

test.each(FINAL)('nothing leads out of %s, but duplicates are still found', (state) => {
  for (const event of EVENTS) {
    const ended = run(state);
    const { duplicates, toCancel, listedAt: _listedAt, ...rest } = transition(ended, event);
    const { listedAt: _before, ...before } = ended;
    expect(rest).toEqual(before);
    expect([duplicates, toCancel]).toEqual(
      event.type === 'listed' && event.pipelines.length > 1 ? [[51], [51]] : [undefined, undefined],
    );
  }
});

test('what ended without a pipeline stays as it is, whatever comes', () => {
  const { pipelineId: _none, ...refusedAtOnce } = run('failed');
  for (const event of EVENTS) expect(transition(refusedAtOnce, event)).toBe(refusedAtOnce);
  const { listedAt: _never, ...neverListed } = refusedAtOnce;
  expect(isOpen(neverListed)).toBe(false);
});

test('after the end only a list that GitLab was asked for counts as seen', () => {
  const over = run('finished', { finishedAt: after(0) });
  expect(transition(over, unlisted)).toEqual({ ...over, listedAt: after(2) });
  expect(transition(over, listed([50]))).toEqual({ ...over, listedAt: after(1) });
  const late = { ...gone, at: after(90_000) };
  for (const event of [down, seen('running'), gone, late, followFailed, clock(86_399)])
    expect(transition(over, event)).toBe(over);
});

test('what ended within a minute is open until its pipelines were listed after that', () => {
  const quick = run('finished', { listedAt: after(10), finishedAt: after(20) });
  expect(isOpen(quick)).toBe(true);
  expect(isOpen(transition(quick, listed([50], { at: after(61) })))).toBe(false);
  expect(isOpen(transition(quick, down))).toBe(true);
  expect(isOpen(transition(quick, clock(90_000)))).toBe(false);
});

test('events that are only of sending leave a run that was found as it is', () => {
  for (const event of [refused, answerLost, clock(1000), clock(-1000), down, posted]) {
    const running = run('running');
    expect(transition(running, event)).toBe(running);
  }
});

test('whatever happens, in any order: a run that was found has its pipeline and is never sending again, an ended one has its time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
      let before = run('sending');
      for (const event of events) {
        const next = transition(before, event);
        expect([
          before.state === 'sending' || next.state !== 'sending',
          before.pipelineId === undefined || next.pipelineId === 50,
          isFinal(next.state) === (next.finishedAt !== undefined),
        ]).toEqual([true, true, true]);
        before = next;
      }
    }),
    { numRuns: 1000 },
  );
});
