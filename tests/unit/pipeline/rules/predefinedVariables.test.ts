import { describe, expect, test } from 'vitest';
import { variablesOfRun } from '../../../../utils/pipeline/knownVariables.ts';
import { lintable } from '../../../../utils/pipeline/lintable.ts';
import { evaluate } from '../../../../utils/pipeline/expressions/evaluate.ts';
import { jobsThatWouldStart } from '../../../../utils/pipeline/rules/startingJobs.ts';
import { aBranch, aProject } from '../../fakes/entities.ts';

const order = { ref: 'main', variables: [{ key: 'AI_FLOW_INPUT', value: 'words' }] };
const byApi = variablesOfRun(aProject(), aBranch('main'), order, 'api');
const byTrigger = variablesOfRun(aProject(), aBranch('main'), order, 'trigger');

/** Names out of their ends. */
function names(start: string, ends: string): string[] {
  return ends.split(' ').map((end) => `${start}${end}`);
}

/** `docs/ci/variables/predefined_variables.md`: when they are there, and for which pipelines. */
const NOT_THERE: [whose: string, variables: string[]][] = [
  [
    'a merge request pipeline',
    names(
      'CI_MERGE_REQUEST_',
      'APPROVED ASSIGNEES DESCRIPTION DIFF_BASE_SHA DIFF_ID DRAFT EVENT_TYPE ID IID LABELS MILESTONE PROJECT_ID PROJECT_PATH PROJECT_URL REF_PATH SOURCE_BRANCH_NAME SOURCE_BRANCH_PROTECTED SOURCE_BRANCH_SHA SOURCE_PROJECT_ID SOURCE_PROJECT_PATH SOURCE_PROJECT_URL SQUASH_ON_MERGE TARGET_BRANCH_NAME TARGET_BRANCH_PROTECTED TARGET_BRANCH_SHA TITLE',
    ),
  ],
  [
    'a pull request on GitHub',
    names(
      'CI_EXTERNAL_PULL_REQUEST_',
      'IID SOURCE_BRANCH_NAME SOURCE_REPOSITORY TARGET_BRANCH_NAME TARGET_REPOSITORY',
    ),
  ],
  ['a pipeline of a tag', ['CI_COMMIT_TAG', 'CI_COMMIT_TAG_MESSAGE']],
  ['a ChatOps command', ['CHAT_CHANNEL', 'CHAT_INPUT']],
  ['a pipeline schedule', ['CI_PIPELINE_SCHEDULE_DESCRIPTION']],
  ['a trigger token', ['CI_PIPELINE_TRIGGERED', 'CI_TRIGGER_SHORT_TOKEN', 'TRIGGER_PAYLOAD']],
  ['a pipeline that is stored', names('CI_PIPELINE_', 'CREATED_AT ID NAME URL')],
  ['a job that is stored', names('CI_JOB_', 'ID STARTED_AT TOKEN TRIGGERED URL')],
  ['a job of several', ['CI_NODE_INDEX']],
  [
    'a runner, which sets it itself',
    ['CI_SERVER', ...names('CI_RUNNER_', 'DESCRIPTION EXECUTABLE_ARCH ID SHORT_TOKEN TAGS')],
  ],
];

test.each(NOT_THERE)('rules of a branch pipeline see nothing of %s', (_, variables) => {
  for (const name of variables) expect(evaluate(`$${name}`, byApi), name).toBe('false');
});

test('what a trigger’s pipeline alone has is there for certain', () => {
  for (const name of ['CI_PIPELINE_TRIGGERED', 'CI_TRIGGER_SHORT_TOKEN', 'TRIGGER_PAYLOAD'])
    expect(evaluate(`$${name}`, byTrigger), name).toBe('true');
});

const THERE: [of: string, variables: string[]][] = [
  [
    'the ask',
    names('AI_FLOW_', 'CONTEXT GITLAB_HOSTNAME INPUT MODE PROJECT_PATH REQUEST_ID RESOURCE'),
  ],
  ['the API', ['CI_API_GRAPHQL_URL', 'CI_API_V4_URL']],
  ['the commit', names('CI_COMMIT_', 'AUTHOR SHA SHORT_SHA TIMESTAMP')],
  ['the file', ['CI_CONFIG_PATH', 'CI_PIPELINE_IID']],
  ['the job', ['CI_JOB_NAME', 'CI_JOB_STAGE']],
  [
    'the project',
    names(
      'CI_PROJECT_',
      'NAME NAMESPACE NAMESPACE_ID PATH_SLUG ROOT_NAMESPACE TITLE URL VISIBILITY',
    ),
  ],
  [
    'the server',
    [
      'CI_TEMPLATE_REGISTRY_HOST',
      ...names(
        'CI_SERVER_',
        'FQDN HOST NAME PORT PROTOCOL REVISION SHELL_SSH_HOST SHELL_SSH_PORT URL VERSION VERSION_MAJOR VERSION_MINOR VERSION_PATCH',
      ),
    ],
  ],
  ['the user', names('GITLAB_USER_', 'EMAIL ID LOGIN NAME')],
];

test.each(THERE)('rules see all of %s set, though not what it says', (_, variables) => {
  for (const name of variables) {
    expect(evaluate(`$${name}`, new Map()), name).toBe('true');
    expect(evaluate(`$${name} == "x"`, new Map()), name).toBe('unknown');
  }
});

test('what a setting may hold is not known', () => {
  expect(evaluate('$DEPLOY', new Map())).toBe('unknown');
});

describe('a CI file’s own value counts', () => {
  test.each(['CI', 'CI_COMMIT_BRANCH', 'GITLAB_USER_LOGIN', 'CLAUDE_PROVIDER', 'AI_FLOW_OTHER'])(
    'for %s, which no setting has',
    (name) => {
      const file = `j:\n  script: [x]\n  variables: {${name}: own}\n  rules: [{if: $${name} == "own"}]\n`;
      expect(jobsThatWouldStart(file, byApi)).toMatchObject([{ name: 'j', certain: true }]);
    },
  );

  test('perhaps for any other, which a setting may stand above', () => {
    const file = 'j:\n  script: [x]\n  variables: {A: own}\n  rules: [{if: $A == "own"}]\n';
    expect(jobsThatWouldStart(file, byApi)).toMatchObject([{ certain: false }]);
  });

  test('not where the ask sends another one', () => {
    const file = 'j:\n  script: [x]\n  variables: {A: own}\n  rules: [{if: $A == "own"}]\n';
    expect(jobsThatWouldStart(file, new Map([...byApi, ['A', 'sent']]))).toEqual([]);
  });
});

function including(name: string): string {
  return `include: [{local: a.yml, rules: [{if: $${name}}]}]\nj: {script: [x]}\n`;
}

function isIncluded(name: string, inputs: Record<string, string> = {}): boolean {
  const { text } = lintable(including(name), new Map([[name, 'x']]), inputs);
  return text?.includes('a.yml') ?? false;
}

describe('rules of includes', () => {
  test('see nothing of jobs, nor of who started the pipeline', () => {
    for (const name of [
      'CI_ENVIRONMENT_NAME',
      'CI_JOB_NAME',
      'CI_JOB_STAGE',
      'CI_NODE_TOTAL',
      'CI_PIPELINE_TRIGGERED',
      'CI_TRIGGER_SHORT_TOKEN',
      ...names('GITLAB_USER_', 'EMAIL ID LOGIN NAME'),
    ])
      expect(isIncluded(name), name).toBe(false);
  });

  test('see what is sent as a variable, not what an input fills', () => {
    expect(isIncluded('AI_FLOW_INPUT')).toBe(true);
    expect(isIncluded('AI_FLOW_INPUT', { input: 'x' })).toBe(false);
    expect(isIncluded('CI_COMMIT_BRANCH', { input: 'x' })).toBe(true);
  });
});
