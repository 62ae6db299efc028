import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, jobEnvironment, LEGACY_ISSUE } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
});

test('beside other jobs, Send waits for a tick against them, and variables arrive byte for byte', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE));
  await panel.type('Explain `$HOME`, ${X}, $$, %PATH%, %% and $5.');
  const tick = await panel.find('ask-claude-accept-jobs');
  const dialog = await panel.text('ask-claude-dialog');
  for (const job of ['test', 'deploy']) expect(dialog).toContain(job);
  const disabled = await (
    await panel.find('ask-claude-send')
  ).evaluate((button) => button.matches(':disabled'));
  expect(disabled).toBe(true);
  await tick.click();
  await panel.ready();
  const previewed = await panel.variables();
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(run.outcome).toBe('answered');
  const [pipeline] = firedPipelines(stage, 'acme/legacy');
  expect(pipeline?.inputs).toEqual({});
  expect(pipeline?.ref).toBe('main');
  expect(previewed['AI_FLOW_INPUT']).toContain('Explain `$HOME`, ${X}, $$, %PATH%, %% and $5.');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});
