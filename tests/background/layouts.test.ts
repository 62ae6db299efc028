import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PreviewRequest } from '../../utils/preview/Preview.ts';
import { firedPipelines, jobEnvironment, LEGACY_ISSUE } from '../e2e/harness/flow.ts';
import {
  AGENT_SCRIPT,
  HOSTILE_WORDS,
  OTHER_PROJECT,
  commitOtherJob,
} from '../e2e/harness/otherJob.ts';
import { variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('mia');
});
afterAll(() => stage?.close());

/** As the documentation of Claude Code shows it: the context is printed, only the input is passed on. */
const DOCUMENTED = `- echo "$AI_FLOW_INPUT for $AI_FLOW_CONTEXT on $AI_FLOW_EVENT" > /dev/null
- >
  claude
  -p "\${AI_FLOW_INPUT:-'Look at this merge request'}"
  --permission-mode acceptEdits
  --allowedTools "Read(*) Edit(*)"
  --debug`;

/** Asks, and gives what the job got and what Claude read. */
async function ask(
  more: Partial<PreviewRequest> = {},
): Promise<{ input: string; context: string; prompt: string }> {
  const tab = stage.open(LEGACY_ISSUE);
  const preview = await tab.preview(HOSTILE_WORDS, more);
  const previewed = variablesOf(preview);
  const run = await tab.sendToEnd(preview);
  expect(jobEnvironment(stage, run.pipelineId ?? 0)).toEqual(previewed);
  const fired = firedPipelines(stage, OTHER_PROJECT).at(-1);
  expect(fired?.jobs.map(({ name }) => name)).toEqual(['claude']);
  return {
    input: previewed['AI_FLOW_INPUT'] ?? '',
    context: previewed['AI_FLOW_CONTEXT'] ?? '',
    prompt: stage.sandbox.model?.requests.at(-1)?.prompt ?? '',
  };
}

test('a job that passes on the input alone gets the whole prompt, and Claude reads it unchanged', async () => {
  await commitOtherJob(stage.sandbox, DOCUMENTED);
  const { input, context, prompt } = await ask();
  expect(input).toContain(HOSTILE_WORDS);
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  expect(prompt).toContain(input);
});

test('a job that passes on both gets words and context apart, and Claude reads both unchanged', async () => {
  await commitOtherJob(stage.sandbox, AGENT_SCRIPT);
  const { input, context, prompt } = await ask();
  expect(input).toContain(HOSTILE_WORDS);
  expect(input).not.toContain('Each item counts as often as it is in the cart');
  const parsed: Record<string, unknown> = JSON.parse(context);
  expect(parsed).toMatchObject({ iid: 12, ask_claude: { version: 1 } });
  expect(parsed['description']).toContain('Each item counts as often as it is in the cart');
  expect(parsed['issue_comments']).toEqual(
    expect.arrayContaining([expect.stringContaining('Only the subtotal')]),
  );
  expect(prompt).toContain(`Context: ${context}\nTask: ${input}`);
});

test('what was seen in the script can be set aside', async () => {
  const { input, context, prompt } = await ask({ layout: 'prompt' });
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  expect(prompt).toContain(`Task: ${input}`);
});
