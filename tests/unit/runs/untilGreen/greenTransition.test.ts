import { describe, expect, test } from 'vitest';
import {
  greenTransition,
  type GreenEvent,
} from '../../../../utils/runs/untilGreen/greenTransition.ts';
import type { UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { after, aRun } from '../../fakes/aRun.ts';
import { aPipeline } from '../../fakes/entities.ts';
import { sampleOutcome } from '../../components/samples.ts';
import { aGreen, HEAD } from './aGreen.ts';

type Seen = Extract<GreenEvent, { type: 'seen' }>;

/** What is seen of the merge request, its pipeline in that status. */
function seen(status: string | null, more: Partial<Seen> = {}): Seen {
  const pipeline = status === null ? null : aPipeline(60, { status, sha: HEAD });
  return { type: 'seen', opened: true, head: HEAD, pipeline, id: 'next', at: after(10), ...more };
}

const outcome = sampleOutcome({
  kind: 'changed',
  commits: [HEAD],
  mergeRequest: { iid: 34, webUrl: 'https://gitlab.example.com/x' },
});
const ended = (more = {}): GreenEvent => ({
  type: 'runEnded',
  run: aRun({ state: 'finished', pipelineId: 50, outcome, finishedAt: after(5), ...more }),
  spentUsd: 0.4,
  at: after(6),
});

test('after Claude’s push its pipeline is waited for', () => {
  const green = greenTransition(aGreen({ phase: 'asked', commits: [] }), ended());
  expect(green).toMatchObject({ phase: 'pushed', iid: 34, commits: [HEAD], after: 50 });
  expect(green).toMatchObject({ pushedAt: after(5), spentUsd: 0.4 });
});

test.each(['created', 'pending', 'running', 'scheduled', 'a_new_word'])(
  'a pipeline that is %s is waited for',
  (status) => {
    const green = greenTransition(aGreen(), seen(status));
    expect(green).toMatchObject({ phase: 'pushed', arrived: true, pipeline: { id: 60, status } });
  },
);

test('a red pipeline gets a further ask, whose id is known before it is sent', () => {
  const red = greenTransition(aGreen(), seen('failed'));
  expect(red).toMatchObject({ phase: 'red', next: 'next' });
  expect(greenTransition(red, seen('failed', { id: 'another' }))).toEqual(red);
  expect(greenTransition(red, { type: 'asked' })).toMatchObject({
    phase: 'fixing',
    fixes: ['next'],
  });
});

test('a red pipeline that somebody tries again is waited for', () => {
  const green = greenTransition(aGreen({ phase: 'red', next: 'next' }), seen('running'));
  expect(green).toMatchObject({ phase: 'pushed' });
  expect(green).not.toHaveProperty('next');
});

test('a push takes GitLab a moment to show, and so does its pipeline', () => {
  const old = greenTransition(aGreen(), seen(null, { head: 'an older one' }));
  expect(old).toEqual(aGreen());
  expect(greenTransition(aGreen(), seen(null))).toMatchObject({ phase: 'pushed', arrived: true });
});

describe('it ends', () => {
  const late = after(121);
  test.each<[string, Partial<UntilGreen>, GreenEvent]>([
    ['green', {}, seen('success')],
    ['green', {}, seen('success', { at: after(8000) })],
    ['canceled', {}, seen('canceled')],
    ['skipped', {}, seen('skipped')],
    ['manual', {}, seen('manual')],
    ['closed', {}, seen('failed', { opened: false })],
    ['moved', { arrived: true }, seen('failed', { head: 'another' })],
    ['moved', {}, seen(null, { head: 'another', at: late })],
    ['no_pipeline', {}, seen(null, { at: late })],
    ['asks', { fixes: ['one', 'two'] }, seen('failed')],
    ['cost', { spentUsd: 5 }, seen('failed')],
    ['time', {}, seen('failed', { at: after(7200) })],
    ['time', {}, seen('running', { at: after(7200) })],
    ['stopped', { phase: 'fixing' }, ended({ state: 'cancelled' })],
    ['failed', { phase: 'fixing' }, ended({ state: 'failed' })],
    ['failed', { phase: 'fixing' }, ended({ state: 'lost' })],
    ['not_pushed', { phase: 'asked' }, ended({ outcome: sampleOutcome() })],
  ])('as %s', (end, more, event) => {
    const green = greenTransition(aGreen(more), event);
    expect(green).toMatchObject({ phase: 'ended', end });
    expect(green).not.toHaveProperty('next');
  });

  test('and nothing leads on from there', () => {
    const over = aGreen({ phase: 'ended', end: 'stopped' });
    for (const event of [ended(), seen('failed'), { type: 'asked' } as const])
      expect(greenTransition(over, event)).toBe(over);
  });
});

test('an unlimited cost ends nothing', () => {
  const limits = { asks: 2, costUsd: null, minutes: 10 };
  expect(greenTransition(aGreen({ limits, spentUsd: 900 }), seen('failed')).phase).toBe('red');
});
