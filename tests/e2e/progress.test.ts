import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('the panel tells what Claude does while it does it, and shows the log on demand', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  const steps = [
    { read: 'src/cart.js' },
    { read: 'package.json' },
    { say: 'Done.' },
    { slow: 4000 },
  ];
  await panel.put(steps.map((step) => `!model ${JSON.stringify(step)}`).join(' \n'));
  await panel.send();
  await panel.newestRun('running');
  await waitFor('a step about src/cart.js', async () =>
    (await panel.runs())[0]?.text.includes('Read src/cart.js'),
  );
  expect(await panel.attribute('ask-claude-progress', 'data-stage')).toBe('thinking');
  expect(await panel.text('ask-claude-progress')).toMatch(/K tokens read so far$/);
  const log = await panel.find('ask-claude-log', ' > summary');
  await log.click();
  expect(await panel.text('ask-claude-log-text')).toContain('ask-claude> tool: Read src/cart.js');
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  expect(await panel.peek('ask-claude-steps')).toBeNull();
});
