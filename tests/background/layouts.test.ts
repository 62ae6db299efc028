import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PreviewRequest } from '../../utils/messages/PageApi.ts';
import { firedPipelines, jobEnvironment, LEGACY_ISSUE } from '../e2e/harness/flow.ts';
import { variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

/** A project whose CI file holds another job than ours; its scripts call Claude as published samples do. */
const PROJECT = 'acme/legacy';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('mia');
});
afterAll(() => stage?.close());

const job = (script: string) => `stages: [ai]

claude:
  stage: ai
  image: node:24-alpine
  rules:
    - if: '$CI_PIPELINE_SOURCE == "web"'
    - if: '$CI_PIPELINE_SOURCE == "api"'
  variables:
    GIT_STRATEGY: fetch
    ANTHROPIC_BASE_URL: ${stage.sandbox.model?.url}
  script:
${script.replace(/^/gm, '    ')}
`;

/** As the documentation of Claude Code shows it: the context is printed, only the input is passed on. */
const DOCUMENTED = `- echo "$AI_FLOW_INPUT for $AI_FLOW_CONTEXT on $AI_FLOW_EVENT" > /dev/null
- >
  claude
  -p "\${AI_FLOW_INPUT:-'Look at this merge request'}"
  --permission-mode acceptEdits
  --allowedTools "Read(*) Edit(*)"
  --debug`;

/** As GitLab's external agents do it: both in one text. */
const AGENT = `- |
  claude --allowedTools="Bash(git:*)" --permission-mode acceptEdits --verbose --output-format stream-json -p "
  Help with what the task says.
  Context: $AI_FLOW_CONTEXT
  Task: $AI_FLOW_INPUT
  Event: $AI_FLOW_EVENT
  "`;

async function commitFile(content: string): Promise<void> {
  const { url, tokens } = stage.sandbox;
  const { id } = stage.sandbox.project(PROJECT);
  const answer = await fetch(`${url}/api/v4/projects/${id}/repository/commits`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.mia, 'content-type': 'application/json' },
    body: JSON.stringify({
      branch: 'main',
      commit_message: 'Another job',
      actions: [{ action: 'update', file_path: '.gitlab-ci.yml', content }],
    }),
  });
  expect(answer.status).toBe(201);
}

const HOSTILE_WORDS = 'Explain `$HOME`, ${X}, $(id), `id`, %PATH%, "quotes" and \\n.';

/** Asks, and gives what the job got and what Claude read. */
async function ask(
  more: Partial<PreviewRequest> = {},
): Promise<{ input: string; context: string; prompt: string }> {
  const tab = stage.open(LEGACY_ISSUE);
  const preview = await tab.preview(HOSTILE_WORDS, more);
  const previewed = variablesOf(preview);
  const run = await tab.sendToEnd(preview);
  expect(jobEnvironment(stage, run.pipelineId ?? 0)).toEqual(previewed);
  const fired = firedPipelines(stage, PROJECT).at(-1);
  expect(fired?.jobs.map(({ name }) => name)).toEqual(['claude']);
  return {
    input: previewed['AI_FLOW_INPUT'] ?? '',
    context: previewed['AI_FLOW_CONTEXT'] ?? '',
    prompt: stage.sandbox.model?.requests.at(-1)?.prompt ?? '',
  };
}

test('a job that passes on the input alone gets the whole prompt, and Claude reads it unchanged', async () => {
  await commitFile(job(DOCUMENTED));
  const { input, context, prompt } = await ask();
  expect(input).toContain(HOSTILE_WORDS);
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  expect(prompt).toContain(input);
});

test('a job that passes on both gets words and context apart, and Claude reads both unchanged', async () => {
  await commitFile(job(AGENT));
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
