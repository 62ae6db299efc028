import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import {
  fileOf,
  firedPipelines,
  ISSUE,
  issueNotes,
  jobEnvironment,
  madeMergeRequest,
  webshop,
} from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('a question: the job gets what the preview shows, and the answer comes back into the page', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('issue/12');
  await panel.type('Why does the cart ignore quantities? It costs 5$, not 10%.');
  await panel.ready();
  const previewed = await panel.variables();
  const notesBefore = issueNotes(stage).length;
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(run.text).toContain('src/cart.js');

  const [pipeline, ...more] = firedPipelines(stage);
  expect(more).toEqual([]);
  expect(pipeline).toMatchObject({ id: Number(run.pipelineId), ref: 'ask-claude', variables: [] });
  expect(pipeline?.jobs.map(({ name }) => name)).toEqual(['claude']);
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
  expect(await panel.words()).toBe('');
  expect(issueNotes(stage)).toHaveLength(notesBefore);
});

test('a change: the bug is fixed on a branch, with a merge request and a note', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.choosePreset('implement-issue');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('changed');
  const made = madeMergeRequest(stage);
  expect(made.targetBranch).toBe('main');
  expect(run.text).toContain(`!${made.iid}`);
  expect(await panel.text('ask-claude-files')).toMatch(/src\/cart\.js\+\d+−\d+/);
  expect(await fileOf(webshop(stage), made.sourceBranch, 'src/cart.js')).toContain(
    'item.price * item.quantity',
  );
  expect(
    issueNotes(stage).filter((body) => body.includes(`/merge_requests/${made.iid} `)),
  ).toHaveLength(1);
});
