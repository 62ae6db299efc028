import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('a draft survives closing the panel and reloading the page', async () => {
  const page = await stage.open(ISSUE);
  const panel = await AskPanel.openFromHeader(page);
  await panel.type('Keep me');
  await page.keyboard.press('Escape');
  await waitFor('the panel to close', async () => (await panel.peek('ask-claude-dialog')) === null);
  expect(await (await AskPanel.openFromHeader(page)).words()).toBe('Keep me');
  await page.reload();
  expect(await (await AskPanel.openFromHeader(page)).words()).toBe('Keep me');
});

test('a thread has a draft of its own', async () => {
  const page = await stage.open(MERGE_REQUEST);
  const thread = await AskPanel.openFromThread(page, vouchersThread(stage).id);
  await thread.type('For this thread');
  await page.keyboard.press('Escape');
  expect(await (await AskPanel.openFromHeader(page)).words()).toBe('');
});

test('a draft survives an error, and nothing is fired', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  const words = await panel.words();
  await panel.ready();
  stage.sandbox.faults.next(
    { method: 'POST', path: /\/pipeline$/ },
    { kind: 'answer', status: 403, body: '{"message":"403 Forbidden"}' },
  );
  await panel.send();
  expect(await panel.errorKind()).toBe('forbidden');
  expect(await panel.words()).toBe(words);
  expect(firedPipelines(stage)).toEqual([]);
});
