import type { Sandbox } from '../../sandbox/startSandbox.ts';

/** A project whose CI file holds another job than ours; its scripts call Claude as published samples do. */
export const OTHER_PROJECT = 'acme/legacy';

/** As GitLab's external agents do it: both in one text. */
export const AGENT_SCRIPT = `- |
  claude --allowedTools="Bash(git:*)" --permission-mode acceptEdits --verbose --output-format stream-json -p "
  Help with what the task says.
  Context: $AI_FLOW_CONTEXT
  Task: $AI_FLOW_INPUT
  Event: $AI_FLOW_EVENT
  "`;

export const HOSTILE_WORDS = 'Explain `$HOME`, ${X}, $(id), `id`, %PATH%, "quotes" and \\n.';

const fileWith = (script: string, modelUrl: string | undefined) => `stages: [ai]

claude:
  stage: ai
  image: node:24-alpine
  rules:
    - if: '$CI_PIPELINE_SOURCE == "web"'
    - if: '$CI_PIPELINE_SOURCE == "api"'
  variables:
    GIT_STRATEGY: fetch
    ANTHROPIC_BASE_URL: ${modelUrl}
  script:
${script.replace(/^/gm, '    ')}
`;

/** Puts a job with that script on the project's default branch. */
export async function commitOtherJob(sandbox: Sandbox, script: string): Promise<void> {
  const { url, tokens } = sandbox;
  const { id } = sandbox.project(OTHER_PROJECT);
  const content = fileWith(script, sandbox.model?.url);
  const answer = await fetch(`${url}/api/v4/projects/${id}/repository/commits`, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.mia, 'content-type': 'application/json' },
    body: JSON.stringify({
      branch: 'main',
      commit_message: 'Another job',
      actions: [{ action: 'update', file_path: '.gitlab-ci.yml', content }],
    }),
  });
  if (answer.status !== 201) throw new Error(`Not committed: ${await answer.text()}`);
}
