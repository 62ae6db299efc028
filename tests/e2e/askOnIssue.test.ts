import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { HOSTILE_ISSUE, ISSUE, pipelinesFrom } from './harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'));
});
afterAll(() => stage?.close());

test('a question: the pipeline gets what the preview shows, and the answer comes back into the page', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('issue/12');
  await panel.type('Why does the cart ignore quantities? Costs 5$ and 10%.');
  await panel.ready();
  const previewed = await panel.variables();
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(run.text).toContain('src/cart.js');

  const [pipeline, ...more] = pipelinesFrom(stage, 'acme/webshop', 'api');
  expect(more).toEqual([]);
  expect(pipeline?.ref).toBe('ask-claude');
  expect(String(pipeline?.id)).toBe(run.pipelineId);
  expect(pipeline?.jobs.map(({ name }) => name)).toEqual(['claude']);
  expect(pipeline?.variables).toEqual([]);
  expect(stage.sandbox.jobEnvironment(pipeline?.id ?? 0)).toMatchObject(previewed);
  expect(await panel.words()).toBe('');
});

test('a change: the bug is fixed on a branch, with a merge request and a note', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.choosePreset('implement-issue');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('changed');
  const project = stage.sandbox.state.projects.find(({ path }) => path === 'webshop');
  const made = project?.mergeRequests.find(({ sourceBranch }) =>
    sourceBranch.startsWith('claude/'),
  );
  expect(made?.targetBranch).toBe('main');
  expect(run.text).toContain(`!${made?.iid}`);
  const fixed = await stage.sandbox.file('acme/webshop', made?.sourceBranch ?? '', 'src/cart.js');
  expect(fixed).toContain('item.price * item.quantity');
  const issue = project?.issues.find(({ iid }) => iid === 12);
  const notes = issue?.discussions.flatMap((discussion) => discussion.notes) ?? [];
  expect(notes.some(({ body }) => body.includes(`!${made?.iid}`))).toBe(true);
});

test('names of secrets in an issue stay names', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(HOSTILE_ISSUE));
  await panel.type('What does this say?');
  await panel.send();
  const run = await panel.newestRun('finished');
  const seen = stage.sandbox.jobEnvironment(Number(run.pipelineId));
  for (const text of ['$ANTHROPIC_API_KEY', '%CI_JOB_TOKEN%', '${X}']) {
    expect(seen['AI_FLOW_INPUT']).toContain(text);
  }
});
