import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { jobEnvironment, LEGACY_ISSUE } from './harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

/** A project whose CI file holds another job than ours; its scripts call Claude as published samples do. */
const PROJECT = 'acme/legacy';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'), { user: 'mia' });
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

test('what was seen in the script of a job that gets words and context apart can be set aside', async () => {
  await commitFile(job(AGENT));
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE));
  await panel.type(HOSTILE_WORDS);
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).not.toContain('Each item counts as often');
  expect(await panel.attribute('ask-claude-layout', 'data-layout')).toBe('both');
  await (await panel.find('ask-claude-layout', ' summary')).click();
  await (await panel.find('ask-claude-layout', ' input[data-layout="prompt"]')).click();
  await panel.find('ask-claude-layout', '[data-layout="prompt"]');
  await panel.ready();
  const previewed = await panel.variables();
  const { AI_FLOW_INPUT: input = '', AI_FLOW_CONTEXT: context = '' } = previewed;
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
  expect(stage.sandbox.model?.requests.at(-1)?.prompt).toContain(`Task: ${input}`);
});
