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

/** Asks on the issue, and tells the stand-in for the model what to do. */
async function ask(...directives: Record<string, unknown>[]): Promise<AskPanel> {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.put(directives.map((directive) => `!model ${JSON.stringify(directive)}`).join(' \n'));
  await panel.send();
  return panel;
}

test('where a tool was refused the run names it, and what to do next', async () => {
  const panel = await ask({ read: '/etc/hostname' }, { say: '' });
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('denied');
  expect(run.text).toContain('Read');
  expect(await panel.text('ask-claude-next')).not.toBe('');
});

test('the panel tells what Claude does while it does it, shows the log on demand, and cancels by its button', async () => {
  const panel = await ask({ loop: 'src/cart.js' }, { slow: 8000 });
  await panel.newestRun('running');
  await waitFor('a step about src/cart.js', async () =>
    (await panel.runs())[0]?.text.includes('Read src/cart.js'),
  );
  expect(await panel.attribute('ask-claude-progress', 'data-stage')).toBe('thinking');
  expect(await panel.text('ask-claude-progress')).toMatch(/K tokens read so far$/);
  await (await panel.find('ask-claude-log', ' > summary')).click();
  expect(await panel.text('ask-claude-log-text')).toContain('ask-claude> tool: Read src/cart.js');
  await (await panel.find('ask-claude-cancel')).click();
  expect(await panel.newestRun('cancelled')).toMatchObject({ outcome: 'cancelled' });
  expect(await panel.peek('ask-claude-steps')).toBeNull();
});
