import { expect, test } from 'vitest';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { createRunStore } from '../../../utils/runs/createRunStore.ts';
import { fakeItem } from '../storage/fakeItem.ts';

const run = (number: number, more: Partial<Run> = {}): Run => ({
  id: `run-${number}`,
  site: 'https://gitlab.com',
  projectId: 5,
  projectPath: 'acme/webshop',
  page: { type: 'issue', iid: 12, title: 'Cart total ignores quantities' },
  preset: 'ask',
  mode: 'ask',
  label: 'Why?',
  ref: 'ask-claude',
  pipelineName: `Ask Claude issue/12 run-${number}`,
  named: true,
  jobName: 'claude',
  newestPipelineId: 900,
  state: 'sending',
  createdAt: new Date(Date.UTC(2026, 10, 21) + number * 1000).toISOString(),
  ...more,
});

const anOutcome: Outcome = {
  kind: 'answered',
  answer: 'Because.',
  branch: null,
  commits: [],
  mergeRequest: null,
  turns: 3,
  costUsd: 0.1,
  deniedTools: [],
  limit: null,
  errors: [],
};

test('a run comes back as it was saved, newest first', async () => {
  const runs = createRunStore(fakeItem());
  const done = run(2, {
    state: 'finished',
    failure: { kind: 'answer_lost', status: 502 },
    outcome: anOutcome,
  });
  await runs.save(run(1));
  await runs.save(done);
  expect(await runs.list()).toEqual([done, run(1)]);
});

test('saving again replaces the run', async () => {
  const runs = createRunStore(fakeItem());
  await runs.save(run(1));
  await runs.save(run(1, { state: 'created', pipelineId: 900 }));
  expect(await runs.list()).toMatchObject([{ state: 'created', pipelineId: 900 }]);
});

test('at most 200 runs are kept, the oldest go', async () => {
  const item = fakeItem(Array.from({ length: 200 }, (_, index) => run(200 - index)));
  const runs = createRunStore(item);
  await runs.save(run(201));
  const ids = (await runs.list()).map(({ id }) => id);
  expect(ids).toHaveLength(200);
  expect([ids[0], ids.at(-1)]).toEqual(['run-201', 'run-2']);
});

test('a word of another version costs no run, and stays where the run is not changed', async () => {
  const newer = {
    ...run(1, { state: 'failed', mode: 'ask' }),
    newField: 'kept',
    failure: { kind: 'new_kind', reason: 'new_reason', status: 418 },
    outcome: { ...anOutcome, kind: 'new_kind', cause: 'new_cause', source: 'new', limit: 'new' },
  };
  const item = fakeItem([newer, run(0, { state: 'finished' })]);
  const runs = createRunStore(item);
  expect(await runs.list()).toMatchObject([
    {
      id: 'run-1',
      failure: { kind: 'unknown', status: 418 },
      outcome: { kind: 'nothing', answer: 'Because.', limit: null },
    },
    { id: 'run-0' },
  ]);
  await runs.save(run(2));
  expect(await item.getValue()).toEqual([run(2), newer, run(0, { state: 'finished' })]);
});

test('a run whose state is unknown is over here, and one that cannot be read at all waits for the version that can', async () => {
  const item = fakeItem([
    { ...run(1), state: 'dreaming' },
    { ...run(0), page: { type: 'epic', iid: 1, title: 'Roadmap' } },
  ]);
  const runs = createRunStore(item);
  expect(await runs.list()).toMatchObject([{ id: 'run-1', state: 'lost' }]);
  await runs.save(run(2));
  expect(await item.getValue()).toHaveLength(3);
  await runs.erase(() => false);
  expect(await item.getValue()).toEqual([]);
});
