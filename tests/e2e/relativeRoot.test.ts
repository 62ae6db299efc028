import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ sandbox: { relativeRoot: '/gitlab' } });
});

test('below a relative URL root and at a port, a thread is asked and answered', async () => {
  const { id } = vouchersThread(stage);
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), id);
  await panel.type('Is that so?');
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(vouchersThread(stage).bodies.length).toBeGreaterThan(1);
});

test('what lies beside the root on the same host is no page of this GitLab', async () => {
  const page = await stage.open(ISSUE);
  await page.waitForSelector('ask-claude-button');
  const { origin } = new URL(stage.sandbox.url);
  await page.goto(`${origin}${ISSUE}`);
  expect(await page.$('ask-claude-button')).toBeNull();
});
