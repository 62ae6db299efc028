import { expect, test } from 'vitest';
import { BIG_IID } from '../sandbox/seed/bigMergeRequest.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ sandbox: { scale: { files: 3, threads: 1, bytes: 3000 } } });
});

const BUTTON = 'ask-claude-pipeline >>> [data-testid="ask-claude-fix-pipeline"]';

test('a failed job leads to its merge request, with the panel ready to fix it; one press of Send brings the answer', async () => {
  const failed = webshop(stage).pipelines.findLast(({ source }) => source === 'push');
  const page = await stage.open(`/acme/webshop/-/jobs/${failed?.jobs[0]?.id}`);
  await (await page.waitForSelector(BUTTON))?.click();
  const panel = await AskPanel.opened(page);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe(`merge_request/${BIG_IID}`);
  const preset = '[data-preset="suggest-pipeline-fix"][aria-checked="true"]';
  await panel.find('ask-claude-preset', preset);
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('not ok 4001 - total');
  expect(firedPipelines(stage)).toEqual([]);
  // The merge request itself offers it once, too.
  expect(await page.$$(BUTTON)).toHaveLength(1);

  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(firedPipelines(stage).map(({ id }) => String(id))).toEqual([run.pipelineId]);
});
