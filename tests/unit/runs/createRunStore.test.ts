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

test('an older run that is saved again stays in its place', async () => {
  const runs = createRunStore(fakeItem());
  await runs.save(run(2));
  await runs.save(run(1));
  await runs.save(run(1, { state: 'created' }));
  expect((await runs.list()).map(({ id }) => id)).toEqual(['run-2', 'run-1']);
});

test.each<Partial<Run>>([
  ...(
    [
      'sending',
      'created',
      'waiting',
      'running',
      'canceling',
      'finished',
      'failed',
      'cancelled',
      'superseded',
      'skipped',
      'lost',
    ] as const
  ).map((state) => ({ state })),
  ...(['ask', 'change', 'plan'] as const).map((mode) => ({ mode })),
  ...(['turns', 'cost', 'time'] as const).map((limit) => ({ outcome: { ...anOutcome, limit } })),
  ...(['made', 'log'] as const).map((source) => ({ outcome: { ...anOutcome, source } })),
  { page: { type: 'merge_request', iid: 34, title: 'Vouchers' } },
  { runner: { projectPath: 'platform/runner', askedProjectId: 8 } },
  { listings: { without: 1, unclear: 2 } },
  {
    outcome: {
      ...anOutcome,
      mergeRequest: { iid: 35, webUrl: 'https://gitlab.com/acme/webshop/-/merge_requests/35' },
      changedFiles: [{ path: 'src/cart.js', added: 3, removed: 1 }],
    },
  },
])('%j comes back as it was saved', async (more) => {
  const runs = createRunStore(fakeItem());
  await runs.save(run(1, more));
  expect(await runs.list()).toEqual([run(1, more)]);
});

test('at most 200 runs are kept, the oldest go', async () => {
  const item = fakeItem(Array.from({ length: 200 }, (_, index) => run(200 - index)));
  const runs = createRunStore(item);
  await runs.save(run(201));
  const ids = (await runs.list()).map(({ id }) => id);
  expect(ids).toHaveLength(200);
  expect([ids[0], ids.at(-1)]).toEqual(['run-201', 'run-2']);
});

test('a mode of another version is read as the one that changes nothing', async () => {
  const runs = createRunStore(fakeItem([{ ...run(1), mode: 'dream' }]));
  expect(await runs.list()).toEqual([run(1)]);
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
    { ...run(-1), failure: null },
  ]);
  const runs = createRunStore(item);
  expect(await runs.list()).toMatchObject([{ id: 'run-1', state: 'lost' }]);
  await runs.save(run(2));
  expect(await item.getValue()).toHaveLength(4);
  await runs.erase(() => false);
  expect(await item.getValue()).toEqual([]);
});
