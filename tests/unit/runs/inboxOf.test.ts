import { describe, expect, test } from 'vitest';
import { inboxOf } from '../../../utils/runs/inboxOf.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { UntilGreen } from '../../../utils/runs/untilGreen/UntilGreen.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';
import { aGreen } from './untilGreen/aGreen.ts';

const now = new Date('2026-10-05T08:00:00Z');
const ended = (id: string, more: Partial<Run> = {}) =>
  aRun({ id, state: 'finished', outcome: sampleOutcome(), ...more });
const plan = (id: string, more: Partial<Run> = {}) => ended(id, { mode: 'plan', ...more });
const waiting = (runs: Run[], unseen: string[] = []) =>
  inboxOf(runs, unseen, now).map(({ run, reason }) => `${run.id} ${reason}`);

test('plans to approve come first, then results that nobody has looked at', () => {
  const runs = [ended('new'), plan('p1'), ended('old'), ended('failed', { state: 'failed' })];
  expect(waiting(runs, ['new', 'failed'])).toEqual(['p1 plan', 'new result', 'failed result']);
});

test('what goes on waits for nobody', () => {
  expect(waiting([aRun({ id: 'a', state: 'running' })], ['a'])).toEqual([]);
});

test('a plan that was not looked at stands there once', () => {
  expect(waiting([plan('p')], ['p'])).toEqual(['p plan']);
});

describe('a plan waits no more', () => {
  test('once it is carried out or continued', () => {
    expect(waiting([ended('b', { continues: 'p' }), plan('p')])).toEqual([]);
  });

  test('once another ask began with its words', () => {
    expect(waiting([aRun({ id: 'b', amends: ['p'] }), plan('p')])).toEqual([]);
  });

  test('once it was seen to have expired', () => {
    expect(waiting([plan('p', { expired: true })])).toEqual([]);
    expect(waiting([plan('p', { expired: false })])).toEqual(['p plan']);
  });

  test('once it was asked for again, unless that failed', () => {
    expect(waiting([plan('new'), plan('old')])).toEqual(['new plan']);
    expect(waiting([plan('new', { state: 'running' }), plan('old')])).toEqual([]);
    expect(waiting([plan('new', { state: 'failed' }), plan('old')])).toEqual(['old plan']);
  });

  test.each<[string, Partial<Run>]>([
    ['other words', { label: 'And the tests?' }],
    ['a thread', { discussionId: 'a'.repeat(40) }],
    ['another page', { page: { type: 'issue', iid: 13, title: 'x' } }],
  ])('but not for one of %s', (_, more) => {
    expect(waiting([plan('new', more), plan('old')])).toEqual(['new plan', 'old plan']);
  });

  test('after two weeks', () => {
    expect(waiting([plan('p', { createdAt: '2026-09-21T08:00:01Z' })])).toEqual(['p plan']);
    expect(waiting([plan('p', { createdAt: '2026-09-21T08:00:00Z' })])).toEqual([]);
  });
});

test.each<[string, Partial<Run>]>([
  ['failed', { state: 'failed' }],
  ['holds no plan', { outcome: sampleOutcome({ kind: 'nothing', answer: '' }) }],
  ['was denied a tool', { outcome: sampleOutcome({ kind: 'denied' }) }],
])('a run for a plan that %s is none to approve', (_, more) => {
  expect(waiting([plan('p', more)])).toEqual([]);
});

describe('a review waits to be published', () => {
  const finding = {
    path: 'a.js',
    from: 1,
    to: 1,
    side: 'new',
    severity: 'major',
    quote: 'x',
    text: 'Wrong.',
    suggestion: null,
  } as const;
  const review = (more: Partial<Run> = {}) =>
    ended('r', { outcome: sampleOutcome({ findings: [finding] }), ...more });

  test('seen or not, until it is', () => {
    expect(waiting([review()])).toEqual(['r review']);
    expect(waiting([review()], ['r'])).toEqual(['r review']);
    expect(waiting([review({ published: true })])).toEqual([]);
  });

  test('no more once all that it found was dropped, and again once the user changes their mind', () => {
    expect(waiting([review({ dropped: true })])).toEqual([]);
    expect(waiting([review({ dropped: false })])).toEqual(['r review']);
  });

  test('no more once the bot has posted what was ticked, unless that came to nothing', () => {
    const bot = (more: Partial<Run> = {}) =>
      ended('b', { preset: 'post-review', continues: 'r', ...more });
    expect(waiting([bot(), review()])).toEqual([]);
    expect(waiting([bot({ continues: 'other' }), review()])).toEqual(['r review']);
    const running = aRun({ id: 'b', preset: 'post-review', continues: 'r', state: 'running' });
    expect(waiting([running, review()])).toEqual(['r review']);
    const failed = bot({ state: 'failed', outcome: sampleOutcome({ kind: 'failed' }) });
    expect(waiting([failed, review()])).toEqual(['r review']);
    expect(waiting([ended('b', { continues: 'r' }), review()])).toEqual(['r review']);
  });

  test('for two weeks, and only where it found anything', () => {
    expect(waiting([review({ createdAt: '2026-09-21T08:00:00Z' })])).toEqual([]);
    expect(waiting([review({ outcome: sampleOutcome({ findings: [] }) })])).toEqual([]);
  });
});

const untilGreen = (more: Partial<UntilGreen>) => ended('g', { untilGreen: aGreen(more) });

describe('a run until green', () => {
  test('waits for nobody while it goes on', () => {
    expect(waiting([untilGreen({ phase: 'fixing' })], ['g'])).toEqual([]);
  });

  test('that stayed red waits to be looked at', () => {
    expect(waiting([untilGreen({ phase: 'ended', end: 'asks' })], ['g'])).toEqual(['g red']);
    expect(waiting([untilGreen({ phase: 'ended', end: 'asks' })])).toEqual([]);
  });

  test.each(['green', 'stopped'] as const)('that ended as %s is a result', (end) => {
    expect(waiting([untilGreen({ phase: 'ended', end })], ['g'])).toEqual(['g result']);
  });
});
