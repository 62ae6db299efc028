import { expect, test } from 'vitest';
import type { StoredPreview } from '../../../../utils/preview/StoredPreview.ts';
import type { SendRequest } from '../../../../utils/runs/checkSend.ts';
import { beginUntilGreen } from '../../../../utils/runs/untilGreen/beginUntilGreen.ts';
import { after, START } from '../../fakes/aRun.ts';
import { aStoredPreview } from '../../fakes/aStoredPreview.ts';

const send = { previewId: 'preview-1', acceptedJobs: false, acceptedRef: false };
const limits = { asks: 2, costUsd: 5, minutes: 90 };

/** Begins with an ask for changes that was sent with the tick. */
function begin(preview: Partial<StoredPreview> = {}, pressed: Partial<SendRequest> = {}) {
  const stored = aStoredPreview({ mode: 'change', ...preview });
  return beginUntilGreen(stored, { ...send, untilGreen: limits, ...pressed }, START);
}

test('an ask that is sent with the tick has its minutes from the press of Send', () => {
  expect(begin()).toEqual({
    limits,
    until: after(90 * 60),
    jobs: [],
    ref: null,
    request: {},
    phase: 'asked',
    commits: [],
    after: 0,
    arrived: false,
    fixes: [],
    spentUsd: 0,
  });
});

test('without the tick nothing goes on by itself', () => {
  expect(beginUntilGreen(aStoredPreview({ mode: 'change' }), send, START)).toBeUndefined();
});

test.each<[string, Partial<StoredPreview>]>([
  ['must be confirmed in a window of ours', { confirm: 'other_user' }],
  ['is run by a job that is not ours', { ours: false }],
  ['changes nothing', { mode: 'ask' }],
  ['ends in a patch', { delivery: { to: 'patch', why: 'fork' } }],
])('an ask that %s does not go on, whatever was ticked', (_, preview) => {
  expect(begin(preview)).toBeUndefined();
});

test('an ask that is pushed to a branch goes on', () => {
  expect(begin({ delivery: { to: 'source_branch', branch: 'fix' } })).toBeDefined();
});

test('only the other jobs that were accepted may start again', () => {
  const otherJobs = [
    { name: 'test', certain: true },
    { name: 'deploy', certain: false },
  ];
  expect(begin({ otherJobs }, { acceptedJobs: true })?.jobs).toEqual(['test', 'deploy']);
  expect(begin({ otherJobs })?.jobs).toEqual([]);
});

test('only an unprotected branch that was accepted may be used again', () => {
  const ref = { name: 'main', kind: 'default', unprotected: true, uncertain: false } as const;
  expect(begin({ ref }, { acceptedRef: true })?.ref).toBe('main');
  expect(begin({ ref })?.ref).toBeNull();
  const isProtected = { ...ref, unprotected: false };
  expect(begin({ ref: isProtected }, { acceptedRef: true })?.ref).toBeNull();
});

test('further asks have the options of the first, and leave out strangers as it did', () => {
  const options = { model: 'claude-sonnet' };
  const request = { words: 'Fix it', preset: 'implement', parts: {} };
  expect(begin({ request: { ...request, options } })?.request).toEqual({ options });
  for (const leaveOutStrangers of [true, false])
    expect(begin({ request: { ...request, leaveOutStrangers } })?.request).toEqual({
      leaveOutStrangers,
    });
});
