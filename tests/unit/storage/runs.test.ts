import { expect, test } from 'vitest';
import type { Run } from '../../../utils/runs/Run.ts';
import { createRunStore } from '../../../utils/storage/runs.ts';
import { fakeItem } from './fakeItem.ts';

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

test('a run comes back as it was saved, newest first', async () => {
  const runs = createRunStore(fakeItem());
  const done = run(2, {
    state: 'finished',
    failure: { kind: 'answer_lost', status: 502 },
    outcome: {
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
    },
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
