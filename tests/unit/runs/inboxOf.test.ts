import { describe, expect, test } from 'vitest';
import { inboxOf } from '../../../utils/runs/inboxOf.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';

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
