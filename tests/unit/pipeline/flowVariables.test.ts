import { describe, expect, test } from 'vitest';
import {
  FILE_LIMIT,
  flowVariables,
  fillRatio,
  orderOf,
  VALUE_LIMIT,
  type Flow,
} from '../../../utils/pipeline/flowVariables.ts';
import { issuePage, THREAD } from '../fakes/entities.ts';

const flow: Flow = {
  page: issuePage,
  prompt: 'You are asked. It costs $5, or 5%.',
  mode: 'ask',
  requestId: '6f1c9f8e-0000-4000-8000-000000000000',
  context: { type: 'ISSUE', id: 1012, iid: 12 },
  reply: 'none',
  private: false,
  untrusted: true,
};

test('the job sees eight values outside threads', () => {
  expect(Object.fromEntries(flowVariables(flow).map(({ key, value }) => [key, value]))).toEqual({
    AI_FLOW_INPUT: flow.prompt,
    AI_FLOW_CONTEXT:
      '{"type":"ISSUE","id":1012,"iid":12,"ask_claude":{"version":1,"reply":"none","private":false,"untrusted":true}}',
    AI_FLOW_EVENT: 'mention',
    AI_FLOW_PROJECT_PATH: 'acme/webshop',
    AI_FLOW_GITLAB_HOSTNAME: 'gitlab.test',
    AI_FLOW_RESOURCE: 'issue/12',
    AI_FLOW_MODE: 'ask',
    AI_FLOW_REQUEST_ID: flow.requestId,
  });
});

test('and the discussion from a thread', () => {
  const variables = flowVariables({ ...flow, discussionId: THREAD });
  expect(variables).toContainEqual({ key: 'AI_FLOW_DISCUSSION_ID', value: THREAD });
});

test.each([
  ['http://127.0.0.1:8080/gitlab', '127.0.0.1:8080'],
  ['https://gitlab.com', 'gitlab.com'],
])('the host of %s is %s', (site, host) => {
  const variables = flowVariables({ ...flow, page: { ...issuePage, site } });
  expect(variables).toContainEqual({ key: 'AI_FLOW_GITLAB_HOSTNAME', value: host });
});

test('NUL and half characters, which GitLab refuses, are not sent', () => {
  const [input] = flowVariables({ ...flow, prompt: 'a\0b\uD800' });
  expect(input?.value).toBe('ab\uFFFD');
});

describe('as sent', () => {
  test('variables are escaped', () => {
    const order = orderOf('main', 'variables', flowVariables(flow));
    expect(order).toMatchObject({ ref: 'main' });
    expect(order.variables).toContainEqual({
      key: 'AI_FLOW_INPUT',
      value: 'You are asked. It costs $$5, or 5%${}.',
    });
    expect(order).not.toHaveProperty('inputs');
  });

  test('inputs are not, and no variables go with them', () => {
    const order = orderOf('ask-claude', 'inputs', flowVariables(flow));
    expect(order.inputs).toMatchObject({ input: flow.prompt, resource: 'issue/12', mode: 'ask' });
    expect(order.inputs).not.toHaveProperty('discussion_id');
    expect(order).not.toHaveProperty('variables');
  });

  test('how full a value is is counted after escaping, in bytes', () => {
    const half = flowVariables({ ...flow, prompt: '$'.repeat(VALUE_LIMIT / 2 + 6) });
    expect(fillRatio(orderOf('main', 'variables', half))).toBeCloseTo(1.0001);
    expect(fillRatio(orderOf('main', 'inputs', half))).toBeCloseTo(0.50005);
    const wide = flowVariables({ ...flow, prompt: 'é'.repeat(VALUE_LIMIT / 2 + 1) });
    expect(fillRatio(orderOf('main', 'inputs', wide))).toBeGreaterThan(1);
  });

  test('what is too long for the environment goes as a file, where the job reads files', () => {
    const long = flowVariables({ ...flow, prompt: 'x'.repeat(VALUE_LIMIT + 1) });
    const order = orderOf('main', 'variables', long, true);
    expect(order.variables?.filter(({ variable_type }) => variable_type === 'file')).toMatchObject([
      { key: 'AI_FLOW_INPUT' },
    ]);
    expect(fillRatio(order)).toBeCloseTo((VALUE_LIMIT + 1) / FILE_LIMIT);
    expect(fillRatio(orderOf('main', 'variables', long))).toBeGreaterThan(1);
  });
});
