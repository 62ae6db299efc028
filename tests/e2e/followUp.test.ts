import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, firedPipelines, jobEnvironment, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

const says = (text: string, slow = 0) =>
  `!model ${JSON.stringify({ say: text })}\n!model ${JSON.stringify({ slow })}`;

test('a plan is approved, and only then carried out', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  const branches = () => webshop(stage).mergeRequests.map(({ sourceBranch }) => sourceBranch);
  const before = branches();
  await panel.choosePreset('suggest-approach');
  await panel.put('How would you go about it?');
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(branches()).toEqual(before);

  const fired = firedPipelines(stage).length;
  await (await panel.find('ask-claude-approve')).click();
  await waitFor('the preview with the plan', async () => {
    const { AI_FLOW_INPUT, AI_FLOW_MODE } = await panel.variables();
    return AI_FLOW_MODE === 'change' && AI_FLOW_INPUT?.includes('Multiplying by `item.quantity`');
  });
  expect(firedPipelines(stage)).toHaveLength(fired);
  await panel.send('ask-claude-plan-send');
  const made = await panel.newestRun('finished');
  expect(made.outcome).toBe('changed');
  expect(jobEnvironment(stage, made.pipelineId)['AI_FLOW_MODE']).toBe('change');
  expect(branches().slice(before.length)).toEqual([expect.stringMatching(/^claude\//)]);
});

test('what is added to a run survives a reload, and is asked with it in its place', async () => {
  const before = firedPipelines(stage).length;
  const first = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await first.put(says('Too late.', 30_000));
  await first.send();
  const older = await first.newestRun('running');
  await (await first.find('ask-claude-add')).click();
  await (await first.find('ask-claude-added')).type('And the docs.');
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await (await panel.find('ask-claude-add-send')).click();
  await waitFor('both', async () => /Too late[^]+And the docs/.test(await panel.words()));
  await panel.put(says('Newer.'));
  await panel.send();
  expect((await panel.newestRun('finished')).text).toContain('Newer.');
  const states = new Map((await panel.runs()).map((run) => [run.pipelineId, run.state]));
  expect(states.get(older.pipelineId)).toBe('superseded');
  expect(firedPipelines(stage).slice(before)).toHaveLength(2);
});
