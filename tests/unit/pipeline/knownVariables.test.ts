import { expect, test } from 'vitest';
import {
  filledIn,
  variablesOfPush,
  variablesOfRun,
} from '../../../utils/pipeline/knownVariables.ts';
import { aBranch, aProject } from '../fakes/entities.ts';

const PREDEFINED = {
  CI: 'true',
  GITLAB_CI: 'true',
  CI_DEFAULT_BRANCH: 'main',
  CI_PROJECT_ID: '5',
  CI_PROJECT_NAMESPACE: 'acme',
  CI_PROJECT_PATH: 'acme/webshop',
  CI_COMMIT_TAG: null,
  CI_EXTERNAL_PULL_REQUEST_IID: null,
  CI_MERGE_REQUEST_EVENT_TYPE: null,
  CI_MERGE_REQUEST_ID: null,
  CI_MERGE_REQUEST_IID: null,
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: null,
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: null,
};

test('rules see the branch, the source and what was sent', () => {
  const variables = [{ key: 'AI_FLOW_INPUT', value: 'Why?' }];
  const order = { ref: 'ask-claude', variables };
  const seen = Object.fromEntries(variablesOfRun(aProject(), aBranch('ask-claude'), order));
  expect(seen).toMatchObject({
    ...PREDEFINED,
    CI_PIPELINE_SOURCE: 'api',
    CI_PIPELINE_TRIGGERED: null,
    CI_COMMIT_BRANCH: 'ask-claude',
    CI_COMMIT_REF_NAME: 'ask-claude',
    CI_COMMIT_REF_PROTECTED: 'true',
    CI_COMMIT_SHA: 'c'.repeat(40),
    AI_FLOW_INPUT: 'Why?',
    AI_FLOW_CONTEXT: null,
  });
});

test('an input that is not sent is the file’s to fill, and a trigger says so', () => {
  const order = { ref: 'ask-claude', inputs: { input: 'Why?' } };
  const open = aBranch('ask-claude', { protected: false });
  const seen = Object.fromEntries(variablesOfRun(aProject(), open, order, 'trigger'));
  expect(seen).toMatchObject({
    CI_PIPELINE_SOURCE: 'trigger',
    CI_PIPELINE_TRIGGERED: 'true',
    CI_COMMIT_REF_PROTECTED: 'false',
    AI_FLOW_INPUT: 'Why?',
    AI_FLOW_CONTEXT: null,
  });
});

test('a push of the job’s branch carries nothing of the ask', () => {
  expect(Object.fromEntries(variablesOfPush(aProject(), 'issue/12'))).toMatchObject({
    ...PREDEFINED,
    CI_PIPELINE_SOURCE: 'push',
    CI_COMMIT_BRANCH: 'claude/issue-12',
    AI_FLOW_INPUT: null,
  });
});

test('variables are filled in where they are known', () => {
  const known = new Map([
    ['A', 'x'],
    ['B', null],
  ]);
  expect(filledIn('$A/${A}/$B/${C}/$AB', known)).toBe('x/x/$B/${C}/$AB');
});
