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

/** The variables that have a value. */
function valuesOf(...given: Parameters<typeof variablesOfRun>): Record<string, string> {
  const values = [...variablesOfRun(...given)].filter(([, value]) => value !== null);
  return Object.fromEntries(values) as Record<string, string>;
}

const nested = aProject({
  path_with_namespace: 'Acme/Web Team/web_shop',
  web_url: 'http://gitlab.test:8080/git/Acme/Web Team/web_shop',
  visibility: 'internal',
});

test('what GitLab sets is told from the project, its address, the branch and its commit', () => {
  const branch = aBranch('Feature/-Long_name-', {
    protected: false,
    commit: { id: 'abcdef0123'.repeat(4), message: 'Count mugs\n\nAll of them.\n' },
  });
  expect(valuesOf(nested, branch, { ref: branch.name }, 'api', 'mia')).toEqual({
    CI: 'true',
    CI_API_V4_URL: 'http://gitlab.test:8080/git/api/v4',
    CI_COMMIT_BEFORE_SHA: '0000000000000000000000000000000000000000',
    CI_COMMIT_BRANCH: 'Feature/-Long_name-',
    CI_COMMIT_DESCRIPTION: '\nAll of them.',
    CI_COMMIT_MESSAGE: 'Count mugs\n\nAll of them.\n',
    CI_COMMIT_MESSAGE_IS_TRUNCATED: 'false',
    CI_COMMIT_REF_NAME: 'Feature/-Long_name-',
    CI_COMMIT_REF_PROTECTED: 'false',
    CI_COMMIT_REF_SLUG: 'feature--long-name',
    CI_COMMIT_SHA: 'abcdef0123'.repeat(4),
    CI_COMMIT_SHORT_SHA: 'abcdef01',
    CI_COMMIT_TITLE: 'Count mugs',
    CI_DEFAULT_BRANCH: 'main',
    CI_DEFAULT_BRANCH_SLUG: 'main',
    CI_NODE_TOTAL: '1',
    CI_PIPELINE_SOURCE: 'api',
    CI_PROJECT_ID: '5',
    CI_PROJECT_NAME: 'web_shop',
    CI_PROJECT_NAMESPACE: 'Acme/Web Team',
    CI_PROJECT_PATH: 'Acme/Web Team/web_shop',
    CI_PROJECT_PATH_SLUG: 'acme-web-team-web-shop',
    CI_PROJECT_ROOT_NAMESPACE: 'Acme',
    CI_PROJECT_URL: 'http://gitlab.test:8080/git/Acme/Web Team/web_shop',
    CI_PROJECT_VISIBILITY: 'internal',
    CI_SERVER_FQDN: 'gitlab.test:8080',
    CI_SERVER_HOST: 'gitlab.test',
    CI_SERVER_PORT: '8080',
    CI_SERVER_PROTOCOL: 'http',
    CI_SERVER_URL: 'http://gitlab.test:8080/git',
    GITLAB_CI: 'true',
    GITLAB_USER_LOGIN: 'mia',
  });
});

test('what GitLab does not tell is left open', () => {
  const main = aBranch('main');
  const plain = variablesOfRun(aProject(), main, { ref: 'main' });
  for (const name of ['CI_PROJECT_VISIBILITY', 'GITLAB_USER_LOGIN', 'CI_COMMIT_MESSAGE'])
    expect(plain.has(name), name).toBe(false);
  const empty = variablesOfRun(aProject({ default_branch: null }), main, { ref: 'main' });
  expect([empty.get('CI_DEFAULT_BRANCH'), empty.has('CI_DEFAULT_BRANCH_SLUG')]).toEqual([
    null,
    false,
  ]);
});

test.each([
  ['https', '443'],
  ['http', '80'],
])('a server by %s without a port has %s', (protocol, port) => {
  const project = aProject({ web_url: `${protocol}://gitlab.test/acme/webshop` });
  const values = valuesOf(project, aBranch('main'), { ref: 'main' });
  expect(values).toMatchObject({ CI_SERVER_PORT: port, CI_SERVER_PROTOCOL: protocol });
});

test.each(['https://gitlab.test/elsewhere', '/acme/webshop'])(
  'the address %s tells nothing of the server',
  (web_url) => {
    const values = valuesOf(aProject({ web_url }), aBranch('main'), { ref: 'main' });
    expect(values).toMatchObject({ CI_PROJECT_URL: web_url, CI_PROJECT_NAME: 'webshop' });
    expect(values).not.toHaveProperty('CI_SERVER_URL');
    expect(values).not.toHaveProperty('CI_API_V4_URL');
  },
);

const LONG_TITLE = 'x'.repeat(100);

test.each([
  ['a title alone', 'Count mugs', 'Count mugs', ''],
  ['a title with a line end', 'Count mugs\n', 'Count mugs', ''],
  ['text right below', 'Count mugs\nAll of them.', 'Count mugs', 'All of them.'],
  ['a title of 99 signs', `${LONG_TITLE.slice(1)}\nMore`, LONG_TITLE.slice(1), 'More'],
  ['a title of 100 signs', `${LONG_TITLE}\nMore`, LONG_TITLE, `${LONG_TITLE}\nMore`],
  ['as much as is given in whole', 'x'.repeat(10_000), 'x'.repeat(10_000), 'x'.repeat(10_000)],
])('a commit message: %s', (_, message, title, description) => {
  const branch = aBranch('main', { commit: { id: 'c'.repeat(40), message } });
  expect(valuesOf(aProject(), branch, { ref: 'main' })).toMatchObject({
    CI_COMMIT_MESSAGE: message,
    CI_COMMIT_TITLE: title,
    CI_COMMIT_DESCRIPTION: description,
  });
});

test.each([
  ['blank', ' \n'],
  ['longer than GitLab hands on', 'x'.repeat(10_001)],
])('of a commit message that is %s nothing is known', (_, message) => {
  const branch = aBranch('main', { commit: { id: 'c'.repeat(40), message } });
  const values = valuesOf(aProject(), branch, { ref: 'main' });
  expect(values).toHaveProperty('CI_COMMIT_SHA');
  expect(values).not.toHaveProperty('CI_COMMIT_TITLE');
});

test('a long branch name is cut for its slug', () => {
  const values = valuesOf(aProject(), aBranch(`${'x'.repeat(62)}--y`), { ref: 'x' });
  expect(values['CI_COMMIT_REF_SLUG']).toBe('x'.repeat(62));
});

test('variables are filled in where they are known', () => {
  const known = new Map([
    ['A', 'x'],
    ['B', null],
  ]);
  expect(filledIn('$A/${A}/$B/${C}/$AB', known)).toBe('x/x/$B/${C}/$AB');
});

test('what is filled in may hold variables, as deep as anybody writes them', () => {
  const known = new Map([
    ['A', '$B'],
    ['B', '$C'],
    ['C', '$D'],
    ['D', 'x'],
    ['SELF', 'y$SELF'],
  ]);
  expect(filledIn('$A', known)).toBe('x');
  expect(filledIn('$SELF', known)).toBe('yyyy$SELF');
});
