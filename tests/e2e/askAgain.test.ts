import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, jobEnvironment } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

const says = (text: string) => `!model ${JSON.stringify({ say: text })}`;

test('a question is followed up with its answer, and asked again as another ask', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.put(`What is it?\n${says('The quantity, 42.')}`);
  await panel.send();
  await panel.newestRun('finished');

  await (await panel.find('ask-claude-continue')).click();
  await panel.find('ask-claude-continues');
  await panel.put(`And why?\n${says('Because.')}`);
  await waitFor('the preview of both', async () =>
    (await panel.variable('AI_FLOW_INPUT')).includes('You answered:\nThe quantity, 42.'),
  );
  await panel.send();
  const second = await panel.newestRun('finished');
  expect(jobEnvironment(stage, second.pipelineId)['AI_FLOW_INPUT']).toContain('What is it?');
  expect(await panel.peek('ask-claude-continues')).toBeNull();

  await (await panel.find('ask-claude-again')).click();
  await waitFor('the words', async () => (await panel.words()).startsWith('And why?'));
  await panel.ready();
  expect(await panel.variable('AI_FLOW_REQUEST_ID')).not.toBe(
    jobEnvironment(stage, second.pipelineId)['AI_FLOW_REQUEST_ID'],
  );
});
