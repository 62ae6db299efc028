import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { LEGACY_ISSUE } from './harness/flow.ts';
import { AGENT_SCRIPT, HOSTILE_WORDS, commitOtherJob } from './harness/otherJob.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
});

test('what was seen in the script of a job that gets words and context apart can be set aside', async () => {
  await commitOtherJob(stage.sandbox, AGENT_SCRIPT);
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE));
  await panel.type(HOSTILE_WORDS);
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).not.toContain('Each item counts as often');
  expect(await panel.attribute('ask-claude-layout', 'data-layout')).toBe('both');
  await panel.openEvidence();
  await (await panel.find('ask-claude-layout', ' summary')).click();
  await (await panel.find('ask-claude-layout', ' input[data-layout="prompt"]')).click();
  await panel.find('ask-claude-layout', '[data-layout="prompt"]');
  await panel.ready();
  const { AI_FLOW_INPUT: input = '', AI_FLOW_CONTEXT: context = '' } = await panel.variables();
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
});
