import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { fileOf, MERGE_REQUEST, vouchers, vouchersThread, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('an answer goes into the thread that was asked from', async () => {
  const { id, bodies } = vouchersThread(stage);
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), id);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('merge_request/34');
  expect(await panel.attribute('ask-claude-dialog', 'data-discussion-id')).toBe(id);
  await panel.ready();
  expect(await panel.text('ask-claude-dialog')).toMatch(/src\/voucher\.js:\d+/);
  expect(await panel.variable('AI_FLOW_DISCUSSION_ID')).toBe(id);
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(vouchersThread(stage).bodies).toHaveLength(bodies.length + 1);
});

test('a fix goes to the branch of the merge request, the thread is told, and its pipeline is followed until it is green', async () => {
  const { id, bodies } = vouchersThread(stage);
  const head = vouchers(stage).sha;
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), id);
  await panel.choosePreset('fix-thread');
  await (await panel.find('ask-claude-until-green-tick', ':not(:disabled)')).click();
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('changed');
  expect(vouchers(stage).sha).not.toBe(head);
  expect(await fileOf(webshop(stage), 'feature/vouchers', 'src/voucher.js')).toContain(
    'Math.max(0, total - voucher.amount)',
  );
  expect(vouchersThread(stage).bodies).toHaveLength(bodies.length + 1);
  await panel.find('ask-claude-until-green', '[data-end="green"]');
});
