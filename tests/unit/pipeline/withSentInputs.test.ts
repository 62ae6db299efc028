import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { withSentInputs } from '../../../utils/pipeline/withSentInputs.ts';

const BODY = 'job:\n  script:\n    - date\n';

function fileWith(inputs: string, body = BODY): string {
  return `spec:\n  inputs: ${inputs}\n---\n${body}`;
}

/** The default that an input gets by what is sent for it. */
function defaultOf(input: string, sent: unknown): unknown {
  const text = withSentInputs(fileWith(`{a: ${input}}`), { a: sent });
  const [header] = parseAllDocuments(typeof text === 'string' ? text : '');
  return header?.toJS().spec.inputs.a.default;
}

describe('what is sent becomes the default, as the type that the input has', () => {
  test.each([
    ['', '5', '5'],
    ['{type: string}', '5', '5'],
    ['{type: string}', 'true', 'true'],
    ['{type: number}', '5', 5],
    ['{type: number}', '-1.25', -1.25],
    ['{type: number}', '5x', '5x'],
    ['{type: boolean}', 'true', true],
    ['{type: boolean}', 'false', false],
    ['{type: boolean}', 'yes', 'yes'],
    ['{type: array}', '', []],
    ['{type: array}', '[1]', '[1]'],
    ['', 5, '5'],
    ['{type: string}', true, 'true'],
    ['{type: string}', [1], [1]],
    ['{type: number}', 5, 5],
    ['{type: boolean}', false, false],
    ['{type: array}', ['a'], ['a']],
    ['{default: b}', 'c', 'c'],
  ])('%j gets %j as %j', (input, sent, value) => {
    expect(defaultOf(input, sent)).toEqual(value);
  });
});

test('all else of the file stays', () => {
  const file = `spec:\n  description: d\n  inputs:\n    a: { options: [x] }\n    b: { default: 1 }\nmore: 1\n---\n${BODY}`;
  expect(withSentInputs(file, { a: 'x' })).toBe(
    `spec:\n  description: d\n  inputs:\n    a:\n      options:\n        - x\n      default: x\n    b:\n      default: 1\nmore: 1\n---\n${BODY}`,
  );
});

function withOurs(body: string): string {
  return fileWith('{input: {default: ""}}', body);
}

describe('one of our inputs', () => {
  const use = '$[[ inputs.input ]]';

  test.each([
    ['is used nowhere', BODY],
    ['fills its variable', `variables: {AI_FLOW_INPUT: "${use}"}\n${BODY}`],
    ['is called like the start of another', `a: {script: ['$[[ inputs.input_2 ]]']}\n`],
  ])('that %s decides about no job, and stays as it is', (_, body) => {
    expect(withSentInputs(withOurs(body), { input: 'x' })).toBeNull();
  });

  test.each([
    ['another variable', `variables: {OTHER: "${use}"}\n${BODY}`],
    ['a rule', `job:\n  script: [date]\n  rules: [{if: '"${use}" == "x"'}]\n`],
  ])('that fills %s is filled in', (_, body) => {
    expect(withSentInputs(withOurs(body), { input: 'x' })).toContain('default: x');
  });

  test('that the file does not declare is not missed', () => {
    expect(withSentInputs(BODY, { input: 'x' })).toBeNull();
    expect(withSentInputs(fileWith('{input: {default: ""}}'), { mode: 'x' })).toBeNull();
  });
});

describe('GitLab makes no pipeline', () => {
  test('of a file without inputs to which others are sent', () => {
    for (const file of [BODY, `spec:\n  description: d\n---\n${BODY}`])
      expect(withSentInputs(file, { input: 'x', a: 'y' })).toEqual({
        problem:
          'Given inputs not defined in the `spec` section of the included configuration file',
      });
  });

  test('of inputs that the file does not know', () => {
    const file = fileWith('{a: {default: ""}}');
    expect(withSentInputs(file, { a: '1', b: '2', input: 'x', toString: '3' })).toEqual({
      problem: 'unknown input arguments: b, toString',
    });
  });
});

test.each([
  ['cannot be read', 'a: [', { a: 'x' }],
  ['is sent nothing', fileWith('{a: {default: ""}}'), {}],
])('a file that %s is left as it lies', (_, file, inputs) => {
  expect(withSentInputs(file, inputs)).toBeNull();
});
