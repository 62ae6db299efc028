import { expect, test } from 'vitest';
import { exportRuns, searchRuns } from '../../../../utils/runs/exportRuns.ts';
import { spendingOf } from '../../../../utils/runs/costs/spendingOf.ts';
import { sampleOutcome } from '../../components/samples.ts';
import { aRun } from '../../fakes/aRun.ts';

const now = new Date(2026, 10, 21, 12);
const cost = (costUsd: number | null, at: Date, projectPath = 'acme/webshop') =>
  aRun({ projectPath, finishedAt: at.toISOString(), outcome: sampleOutcome({ costUsd }) });

test('costs are summed per project, for today and this month, by the local calendar', () => {
  const runs = [
    cost(1, new Date(2026, 10, 21, 0, 1)),
    cost(2, new Date(2026, 10, 20, 23, 59)),
    cost(4, new Date(2026, 9, 31, 23, 59)),
    cost(null, now),
    aRun({ state: 'running' }),
    cost(8, now, 'acme/legacy'),
  ];
  expect(
    spendingOf(runs, now).map(({ projectPath, today, month }) => [projectPath, today, month]),
  ).toEqual([
    ['acme/legacy', 8, 8],
    ['acme/webshop', 1, 3],
  ]);
});

test('an export holds nothing of what was asked', () => {
  const text = exportRuns([aRun({ label: 'SECRET WORDS', outcome: sampleOutcome() })]);
  expect(text).not.toContain('SECRET WORDS');
  expect(JSON.parse(text)).toMatchObject({ version: 1, runs: [{ projectPath: 'acme/webshop' }] });
});

test('a search finds runs that hold every word', () => {
  const one = aRun({ id: 'a', outcome: sampleOutcome({ answer: 'Because of rounding.' }) });
  const two = aRun({ id: 'b', projectPath: 'acme/legacy' });
  const ids = (words: string) => searchRuns([one, two], words).map(({ id }) => id);
  expect(ids('')).toEqual(['a', 'b']);
  expect(ids('ROUNDING #12')).toEqual(['a']);
  expect(ids('legacy cart')).toEqual(['b']);
  expect(ids('legacy rounding')).toEqual([]);
});
