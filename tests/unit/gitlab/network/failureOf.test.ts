import { expect, test } from 'vitest';
import type { FailureKind } from '../../../../utils/gitlab/Failure.ts';
import { failureOf } from '../../../../utils/gitlab/network/failureOf.ts';

const base = (...messages: string[]) => JSON.stringify({ message: { base: messages } });

/** GitLab's real bodies (18.9, 19.3 and older), each with what it must be taken for. */
const ANSWERS: readonly [status: number, text: string, kind: FailureKind, words?: string][] = [
  [
    400,
    base(
      'The resulting pipeline would have been empty. Review the rules configuration for the relevant jobs.',
    ),
    'no_job',
  ],
  [
    400,
    base(
      'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
    ),
    'no_job',
  ],
  [400, base('No stages / jobs for this pipeline.'), 'no_job'],
  [
    400,
    base('The pipeline did not run. Review the workflow:rules configuration for the pipeline.'),
    'no_job',
  ],
  [400, base('Pipeline filtered out by workflow rules.'), 'no_job'],
  [400, base('Insufficient permissions to set pipeline variables'), 'variables_forbidden'],
  [400, base('Reference not found'), 'no_ref'],
  [400, base('Commit not found'), 'no_ref'],
  [400, base('Ref is ambiguous'), 'no_ref'],
  [400, base('Missing CI config file'), 'no_ci_file'],
  [
    400,
    base(
      'You do not have sufficient permission to run a pipeline on &#39;main&#39;. Please select a different branch or contact your administrator for assistance.',
    ),
    'forbidden',
    "on 'main'.",
  ],
  [400, base('Pipelines are disabled!'), 'refused', 'Pipelines are disabled!'],
  [400, base('Project is deleted!'), 'refused'],
  [400, base('You cannot run pipelines before project import is complete.'), 'refused'],
  [400, base('Pipeline is disabled for mirror updates'), 'refused'],
  [400, base('Insufficient permissions to create a new pipeline'), 'refused'],
  [400, base('Duplicate variable name: AI_FLOW_INPUT'), 'refused'],
  [
    400,
    base("Failed to build pipeline variables: key can contain only letters, digits and '_'."),
    'refused',
    "digits and '_'.",
  ],
  [400, base('There cannot be more than 20 inputs'), 'refused'],
  [400, base('`.gitlab-ci.yml`: `input` input: required value has not been provided'), 'refused'],
  [
    400,
    base(
      '`.gitlab-ci.yml`: Given inputs not defined in the `spec` section of the included configuration file',
    ),
    'refused',
  ],
  [400, base('`.gitlab-ci.yml`: unknown input arguments: a, b'), 'refused'],
  [
    400,
    base('jobs config should contain at least one visible job'),
    'refused',
    'at least one visible job',
  ],
  [400, base('Local file `x` does not exist!'), 'refused'],
  [400, base('Undefined error (01HXYZ)'), 'refused'],
  [400, base('Too many pipelines created in the last minute. Try again later.'), 'rate_limited'],
  [
    400,
    base('The number of jobs has exceeded the limit of 500. Try splitting the configuration'),
    'refused',
  ],
  [400, base('Identity verification is required in order to run CI jobs'), 'refused'],
  [400, base('External validation failed'), 'refused'],
  [400, '{"error":"ref is missing"}', 'refused', 'ref is missing'],
  [400, '{"error":"variables is invalid"}', 'refused'],
  [400, '{"message":"variables needs to be a map of key-valued strings"}', 'refused'],
  [400, 'Bad Request', 'refused', 'Bad Request'],
  [400, '{"message":{"title":["is too long"]}}', 'refused', 'title: is too long'],
  [401, '{"message":"401 Unauthorized"}', 'token_refused', '401 Unauthorized'],
  [
    401,
    '{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}',
    'token_refused',
    'Token was revoked.',
  ],
  [
    401,
    '{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}',
    'token_refused',
    'Token is expired.',
  ],
  [401, '{"error":"dpop_error","error_description":"DPoP validation error"}', 'token_refused'],
  [
    403,
    '{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}',
    'token_refused',
  ],
  [
    403,
    '{"error":"insufficient_granular_scope","error_description":"Access denied: This operation requires a fine-grained personal access token with the following project permissions: [Pipeline: Create]."}',
    'token_refused',
    '[Pipeline: Create]',
  ],
  [403, '{"message":"403 Forbidden"}', 'forbidden'],
  [403, '{"message":"403 Forbidden - Your account has been blocked."}', 'forbidden', 'blocked'],
  [404, '{"message":"404 Project Not Found"}', 'not_found', '404 Project Not Found'],
  [
    405,
    '{"message":"Non GET methods are not allowed for moved projects"}',
    'refused',
    'moved projects',
  ],
  [422, base('jobs config should contain at least one visible job'), 'refused'],
  [429, 'Retry later', 'rate_limited', 'Retry later'],
  [
    429,
    '{"message":{"error":"This endpoint has been requested too many times. Try again later."}}',
    'rate_limited',
    'This endpoint has been',
  ],
];

test.each(ANSWERS)('%i %s is taken for %s', (status, text, kind, words = '') => {
  const failure = failureOf({ seen: 'text', status, text }, 'create');
  expect(failure.kind).toBe(kind);
  expect(failure.status).toBe(status);
  expect(failure.detail).toContain(words);
});

test.each([
  ['no answer', { seen: 'nothing', why: 'no_answer' }, 'network'],
  ['a redirect', { seen: 'redirect' }, 'not_json'],
  [
    '500',
    { seen: 'text', status: 500, text: '{"message":"500 Internal Server Error"}' },
    'network',
  ],
  [
    '502',
    { seen: 'text', status: 502, text: '<html><title>GitLab is not responding</title></html>' },
    'network',
  ],
  ['503', { seen: 'text', status: 503, text: '' }, 'network'],
  [
    'HTML with 200',
    { seen: 'text', status: 200, text: '<!DOCTYPE html><title>Sign in</title>' },
    'not_json',
  ],
] as const)('%s leaves a creation in doubt, and fails a reading', (_, answer, kind) => {
  expect(failureOf(answer, 'create').kind).toBe('answer_lost');
  expect(failureOf(answer, 'repeatable').kind).toBe(kind);
});

test('the ref and the scope in question are named', () => {
  const ref = base(
    "You do not have sufficient permission to run a pipeline on 'release/1'. Please select",
  );
  expect(failureOf({ seen: 'text', status: 400, text: ref }, 'create').subject).toBe('release/1');
  const scope = '{"error":"insufficient_scope","error_description":"x","scope":"api"}';
  expect(failureOf({ seen: 'text', status: 403, text: scope }, 'create').subject).toBe('api');
});

test('words of GitLab inside a YAML error do not change its kind', () => {
  const text = base('`.gitlab-ci.yml`: unknown keys: Missing CI config file');
  expect(failureOf({ seen: 'text', status: 400, text }, 'create').kind).toBe('refused');
});

test('the detail is plain text of at most 500 characters', () => {
  const text = base(`jobs:a config &lt;key&gt; &amp;amp; &quot;b&quot; ${'x'.repeat(900)}`);
  const { detail = '' } = failureOf({ seen: 'text', status: 400, text }, 'create');
  expect(detail).toMatch(/^jobs:a config <key> &amp; "b" x/);
  expect(detail).toHaveLength(500);
});

test("a proxy's HTML page is told by its title", () => {
  const text = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
  expect(failureOf({ seen: 'text', status: 502, text }, 'repeatable').detail).toBe(
    '502 Bad Gateway',
  );
});

test.each([
  ['Your account has been blocked.', 'account_blocked'],
  [
    'Your account is pending approval from your administrator and hence blocked.',
    'account_blocked',
  ],
  [
    'Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at https://git.test',
    'account_deactivated',
  ],
  [
    'Your primary email address is not confirmed. Please check your inbox for the confirmation instructions.',
    'account_unconfirmed',
  ],
  [
    'Your password expired. Please access GitLab from a web browser to update your password.',
    'password_expired',
  ],
  [
    'You (@noterms) must accept the Terms of Service in order to perform this action. To accept these terms, please access GitLab from a web browser at https://git.test.',
    'terms',
  ],
])('an account that is kept out is told so: %s', (words, reason) => {
  const text = JSON.stringify({ message: `403 Forbidden - ${words}` });
  const failure = failureOf({ seen: 'text', status: 403, text }, 'repeatable');
  expect(failure).toMatchObject({ kind: 'forbidden', reason });
  expect(failure.detail).toContain(words);
});

test.each(['403 Forbidden', '403 Forbidden - You are not allowed to push into this branch'])(
  '%s says nothing of the account',
  (message) => {
    const text = JSON.stringify({ message });
    expect(failureOf({ seen: 'text', status: 403, text }, 'create').reason).toBeUndefined();
  },
);

test.each(['api', 'ai_workflows api read_api', 'mcp mcp ai_workflows api read_api'])(
  'of the scopes %s the one that is needed is named',
  (scope) => {
    const text = JSON.stringify({ error: 'insufficient_scope', error_description: 'x', scope });
    expect(failureOf({ seen: 'text', status: 403, text }, 'create')).toMatchObject({
      kind: 'token_refused',
      reason: 'scope',
      subject: 'api',
    });
  },
);

test('CI/CD that is switched off is told as that', () => {
  const text = base('Pipelines are disabled!');
  expect(failureOf({ seen: 'text', status: 400, text }, 'create').reason).toBe('ci_off');
});
