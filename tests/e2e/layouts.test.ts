import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, jobEnvironment, LEGACY_ISSUE } from './harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

/** A project whose CI file holds another job than ours; its scripts call Claude as published samples do. */
const PROJECT = 'acme/legacy';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'), { user: 'mia' });
});
afterAll(() => stage?.close());
beforeEach(() => stage.sandbox.model?.requests.splice(0));

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

async function ask(layout?: 'prompt' | 'both'): Promise<Record<string, string>> {
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE));
  await panel.type(HOSTILE_WORDS);
  await panel.ready();
  if (layout) {
    await (await panel.find('ask-claude-layout', ' summary')).click();
    await (await panel.find('ask-claude-layout', ` input[data-layout="${layout}"]`)).click();
    await panel.find('ask-claude-layout', `[data-layout="${layout}"]`);
    await panel.ready();
  }
  const previewed = await panel.variables();
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
  expect(
    firedPipelines(stage, PROJECT)
      .at(-1)
      ?.jobs.map(({ name }) => name),
  ).toEqual(['claude']);
  return previewed;
}

const lastPrompt = () => stage.sandbox.model?.requests.at(-1)?.prompt ?? '';

test('a job that passes on the input alone gets the whole prompt, and Claude reads it unchanged', async () => {
  await commitFile(job(DOCUMENTED));
  const { AI_FLOW_INPUT: input = '', AI_FLOW_CONTEXT: context = '' } = await ask();
  expect(input).toContain(HOSTILE_WORDS);
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  expect(lastPrompt()).toContain(input);
});

test('a job that passes on both gets words and context apart, and Claude reads both unchanged', async () => {
  await commitFile(job(AGENT));
  const { AI_FLOW_INPUT: input = '', AI_FLOW_CONTEXT: context = '' } = await ask();
  expect(input).toContain(HOSTILE_WORDS);
  expect(input).not.toContain('Each item counts as often as it is in the cart');
  const parsed: Record<string, unknown> = JSON.parse(context);
  expect(parsed).toMatchObject({ iid: 12, ask_claude: { version: 1 } });
  expect(parsed['description']).toContain('Each item counts as often as it is in the cart');
  expect(parsed['issue_comments']).toEqual(
    expect.arrayContaining([expect.stringContaining('Only the subtotal')]),
  );
  expect(lastPrompt()).toContain(`Context: ${context}\nTask: ${input}`);
});

test('what was seen in the script can be set aside', async () => {
  const { AI_FLOW_INPUT: input = '', AI_FLOW_CONTEXT: context = '' } = await ask('prompt');
  expect(input).toContain('Each item counts as often as it is in the cart');
  expect(context).not.toContain('Cart total');
  expect(lastPrompt()).toContain(`Task: ${input}`);
});
