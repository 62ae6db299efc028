import { expect, test } from 'vitest';
import { costsOf, exportCosts } from '../../../../utils/runs/costs/costsOf.ts';
import type { Run } from '../../../../utils/runs/Run.ts';
import { sampleOutcome } from '../../components/samples.ts';
import { aRun } from '../../fakes/aRun.ts';

const run = (costUsd: number | null, more: Partial<Run> = {}) =>
  aRun({
    site: 'https://gitlab.test',
    finishedAt: new Date(2026, 10, 2).toISOString(),
    outcome: sampleOutcome({ costUsd }),
    ...more,
  });

const runs = [
  run(0.5),
  run(0.25, { preset: 'review' }),
  run(null, { preset: 'review' }),
  run(2, { projectPath: 'acme/legacy', finishedAt: new Date(2026, 9, 31).toISOString() }),
];

test('costs are summed by project and by preset, the dearest first', () => {
  expect(costsOf(runs, 'project')).toEqual([
    { name: 'acme/legacy', runs: 1, unknown: 0, total: 2 },
    { name: 'acme/webshop', runs: 3, unknown: 1, total: 0.75 },
  ]);
  expect(costsOf(runs, 'preset').map(({ name, total }) => [name, total])).toEqual([
    ['ask', 2.5],
    ['review', 0.25],
  ]);
});

test('costs are summed by month of the local calendar, the newest first', () => {
  const started = aRun({ createdAt: new Date(2026, 11, 1).toISOString() });
  expect(costsOf([...runs, started], 'month').map(({ name, runs: n }) => [name, n])).toEqual([
    ['2026-12', 1],
    ['2026-11', 3],
    ['2026-10', 1],
  ]);
});

test('the table for a spreadsheet has a line for each month, site, project and preset', () => {
  expect(exportCosts(runs).split('\r\n')).toEqual([
    'month,site,project,preset,runs,runs_without_cost,cost_usd',
    '2026-11,https://gitlab.test,acme/webshop,ask,1,0,0.5000',
    '2026-11,https://gitlab.test,acme/webshop,review,2,1,0.2500',
    '2026-10,https://gitlab.test,acme/legacy,ask,1,0,2.0000',
    '',
  ]);
});

test('attack: no name of a preset becomes a formula', () => {
  const line = exportCosts([run(1, { preset: '=HYPERLINK("https://evil.test")' })]);
  expect(line.split('\r\n')[1]).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
});
