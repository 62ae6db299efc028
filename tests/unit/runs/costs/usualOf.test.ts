import { expect, test } from 'vitest';
import { usualOf } from '../../../../utils/runs/costs/usualOf.ts';
import { PAGE, sampleOutcome, sampleRun } from '../../components/samples.ts';

const START = '2026-11-21T08:00:00.000Z';
const ran = (costUsd: number | null, seconds: number, change = {}) =>
  sampleRun({
    createdAt: START,
    finishedAt: new Date(Date.parse(START) + seconds * 1000).toISOString(),
    state: 'finished',
    outcome: sampleOutcome({ costUsd }),
    ...change,
  });

test('what is usual is the middle half of costs, and the middle of times', () => {
  const runs = [ran(0.01, 10), ran(0.02, 20), ran(0.03, 30), ran(0.04, 40), ran(9, 9000)];
  expect(usualOf(runs, PAGE, 'ask')).toEqual({ low: 0.02, high: 0.04, milliseconds: 30_000 });
});

test.each([
  ['two', [ran(0.01, 10), ran(0.02, 20)]],
  ['those of another project', [1, 2, 3].map(() => ran(0.01, 10, { projectPath: 'acme/other' }))],
  ['those of another preset', [1, 2, 3].map(() => ran(0.01, 10, { preset: 'review' }))],
  [
    'those that failed',
    [1, 2, 3].map(() => ran(0.01, 10, { outcome: sampleOutcome({ kind: 'failed' }) })),
  ],
  ['those without a cost', [1, 2, 3].map(() => ran(null, 10))],
])('of %s nothing is said', (_what, runs) => {
  expect(usualOf(runs, PAGE, 'ask')).toBeNull();
});
