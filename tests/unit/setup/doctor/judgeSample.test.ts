import { expect, test } from 'vitest';
import { judgeSample } from '../../../../utils/setup/doctor/checks/judgeSample.ts';
import { healthy, jobsOf, OUR_JOB } from './healthy.ts';

function causes(jobs: string): string[] {
  return judgeSample(healthy({ jobs: jobsOf(jobs) })).map(
    ({ light, cause }) => `${light} ${cause}`,
  );
}

/** A job that has no fault but what is added. */
function aJob(script: string, more = ''): string {
  return `claude:\n  script:\n    - npm install -g @anthropic-ai/claude-code@2.1.329\n    - ${script}\n${more}`;
}
const GOOD = `'claude -p --allowedTools "Bash(git:*) Read" < prompt.txt'`;

test('our job has none of the faults', () => {
  expect(causes(OUR_JOB)).toEqual(['green sample_ours']);
});

test('a job without them is well', () => {
  expect(causes(aJob(GOOD))).toEqual(['green sample']);
});

test.each([
  [
    'other sources that are ruled out, where it starts',
    aJob(GOOD, `  rules:\n    - if: '$CI_PIPELINE_SOURCE != "merge_request_event"'\n`),
  ],
  [
    'a shell that is refused',
    aJob(`'claude -p --allowedTools "Read" --disallowedTools "Bash" < prompt.txt'`),
  ],
  [
    'a key of Anthropic’s beside a cloud',
    aJob(
      GOOD,
      `  before_script: ['export ANTHROPIC_API_KEY=$(aws secretsmanager get-secret-value --secret-id k)']\n  variables: {AWS_ROLE_ARN: arn}`,
    ),
  ],
])('nothing is said of %s', (_, jobs) => {
  expect(causes(jobs)).toEqual(['green sample']);
});

test('a job that reads no ask is told', () => {
  expect(causes(aJob(`'claude -p "Summarise the last commit"'`))).toEqual(['red sample_unread']);
});

test('an argument behind other options is one too', () => {
  expect(causes(aJob(`'claude -p --output-format json "$AI_FLOW_INPUT"'`))).toEqual([
    'red sample_argument',
  ]);
});

test.each([
  [
    'a prompt as an argument',
    aJob(`'claude -p "$AI_FLOW_INPUT" --verbose'`),
    'red sample_argument',
  ],
  ['the same in braces', aJob(`'claude -p "\${AI_FLOW_INPUT}"'`), 'red sample_argument'],
  [
    'rules for other pipelines alone',
    aJob(
      GOOD,
      `  rules:\n    - if: '$CI_PIPELINE_SOURCE == "web"'\n    - if: '$CI_PIPELINE_SOURCE == "merge_request_event"'`,
    ),
    'red sample_sources',
  ],
  [
    'a token that GitLab 17 removed',
    aJob(
      GOOD,
      `  before_script: ['printf "%s" "$CI_JOB_JWT_V2" > /tmp/token']\n  variables: {CLAUDE_CODE_USE_BEDROCK: '1'}`,
    ),
    'red sample_jwt',
  ],
  ['AWS without the switch', aJob(GOOD, `  variables: {AWS_ROLE_ARN: x}`), 'red sample_bedrock'],
  [
    'Google without the switch',
    aJob(GOOD, `  variables: {CLOUD_ML_REGION: x}`),
    'red sample_vertex',
  ],
  ['no version', aJob(GOOD).replace('@2.1.329', ''), 'amber sample_unpinned'],
  [
    'the whole shell',
    aJob(`'claude -p --allowedTools "Bash(*) Read" < prompt.txt'`),
    'amber sample_bash',
  ],
  [
    'the whole shell, bare',
    aJob(`'claude -p --allowedTools "Bash Read" < prompt.txt'`),
    'amber sample_bash',
  ],
  [
    'no permissions asked',
    aJob(`'claude -p --dangerously-skip-permissions < p'`),
    'amber sample_bash',
  ],
])('%s', (_, jobs, line) => {
  expect(causes(jobs)).toEqual([line]);
});

test('the piece of the job that shows a fault is quoted', () => {
  const [line] = judgeSample(healthy({ jobs: jobsOf(aJob(`'claude -p "$AI_FLOW_INPUT"'`)) }));
  expect(line?.detail).toBe('-p "$AI_FLOW_INPUT"');
});

test('switches that stand in the variables of the whole file count', () => {
  const file = `variables: {CLAUDE_CODE_USE_BEDROCK: '1'}\n${aJob(GOOD, `  variables: {AWS_ROLE_ARN: x}`)}`;
  expect(causes(file)).toEqual(['green sample']);
});
