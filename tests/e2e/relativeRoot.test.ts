import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import {
  firedPipelines,
  ISSUE,
  jobEnvironment,
  MERGE_REQUEST,
  vouchersThread,
} from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ sandbox: { relativeRoot: '/gitlab' } });
});

test('below a relative URL root and at a port, an ask is answered', async () => {
  expect(new URL(stage.sandbox.url).pathname).toBe('/gitlab');
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.type('What is this about?');
  await panel.ready();
  const previewed = await panel.variables();
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
  expect(firedPipelines(stage)).toHaveLength(1);
});

test('a thread is asked and answered there, too', async () => {
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
