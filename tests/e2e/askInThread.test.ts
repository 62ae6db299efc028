import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'));
});
afterAll(() => stage?.close());

function mergeRequest() {
  const project = stage.sandbox.state.projects.find(({ path }) => path === 'webshop');
  const found = project?.mergeRequests.find(({ iid }) => iid === 34);
  if (!found) throw new Error('The sandbox has no merge request 34.');
  return found;
}

function threadNotes(): string[] {
  const id = vouchersThread(stage);
  const thread = mergeRequest().discussions.find((discussion) => discussion.id === id);
  return (thread?.notes ?? []).map(({ body }) => body);
}

test('an answer goes into the thread that was asked from', async () => {
  const thread = vouchersThread(stage);
  const before = threadNotes().length;
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), thread);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('merge_request/34');
  expect(await panel.attribute('ask-claude-dialog', 'data-discussion-id')).toBe(thread);
  await panel.ready();
  expect(await panel.text('ask-claude-dialog')).toMatch(/src\/voucher\.js:\d+/);
  expect(await panel.variable('AI_FLOW_DISCUSSION_ID')).toBe(thread);
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(threadNotes()).toHaveLength(before + 1);
});

test('a fix goes to the branch of the merge request, and the thread is told', async () => {
  const head = mergeRequest().sha;
  const before = threadNotes().length;
  const panel = await AskPanel.openFromThread(
    await stage.open(MERGE_REQUEST),
    vouchersThread(stage),
  );
  await panel.choosePreset('fix-thread');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('changed');
  expect(mergeRequest().sha).not.toBe(head);
  const fixed = await stage.sandbox.file('acme/webshop', 'feature/vouchers', 'src/voucher.js');
  expect(fixed).toContain('Math.max(0, total - voucher.amount)');
  expect(threadNotes()).toHaveLength(before + 1);
});
