import { expect, test, vi } from 'vitest';
import { exportRuns, searchRuns } from '../../../utils/runs/exportRuns.ts';
import { spendingOf } from '../../../utils/runs/costs/spendingOf.ts';
import { wordsOfRun } from '../../../utils/runs/wordsOfRun.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';

vi.mock('#i18n', () => import('../components/words.ts'));

const page = { type: 'merge_request' as const, iid: 34, title: 'Vouchers' };

test('a search looks into title, project, number, preset, label, state, outcome and pipeline', () => {
  const run = aRun({
    page,
    projectPath: 'acme/store',
    preset: 'review',
    label: 'Check it',
    state: 'finished',
    pipelineId: 4711,
    outcome: sampleOutcome({ kind: 'changed', answer: 'Rounded.' }),
  });
  for (const words of [
    'vouchers',
    'acme/store',
    '!34',
    'review',
    'check',
    'finished',
    'changed',
    'rounded',
    '4711',
    '  rounded\n!34 ',
  ])
    expect(searchRuns([run], words), words).toEqual([run]);
  for (const words of ['#34', 'undefined', 'reviewcheck'])
    expect(searchRuns([run, aRun({ state: 'sending' })], words), words).toEqual([]);
});

test('an export says of each run whether it is private, and nothing of what was asked', () => {
  const run = aRun({ private: true, sentPrivate: true, label: 'the words of the ask' });
  const [told] = JSON.parse(exportRuns([run])).runs;
  expect(told).toMatchObject({ private: true, sentPrivate: true });
  expect(JSON.stringify(told)).not.toContain('the words of the ask');
});

test('an export ends with a line’s end and can be read', () => {
  expect(exportRuns([])).toBe('{\n  "version": 1,\n  "runs": []\n}\n');
});

test('costs of last year’s month are not this month’s, and a run without costs is no project’s', () => {
  const now = new Date(2026, 10, 21, 12);
  const lastYear = aRun({
    finishedAt: new Date(2025, 10, 21).toISOString(),
    outcome: sampleOutcome({ costUsd: 1 }),
  });
  const free = aRun({
    finishedAt: now.toISOString(),
    outcome: sampleOutcome({ costUsd: 0 }),
  });
  expect(spendingOf([lastYear, free], now)).toEqual([]);
});

test('a notification says how a run ended and where', () => {
  const answered = aRun({ page, state: 'finished', outcome: sampleOutcome() });
  expect(wordsOfRun(answered)).toEqual({
    title: 'Answered',
    message: 'Vouchers\nacme/webshop !34',
  });
  expect(wordsOfRun(aRun({ state: 'lost' }))).toMatchObject({
    title: 'Not found',
    message: expect.stringMatching(/ #12$/),
  });
});
