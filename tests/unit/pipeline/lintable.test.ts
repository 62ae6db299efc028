import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { lintable } from '../../../utils/pipeline/lintable.ts';

const known = new Map<string, string | null>();
const BODY = 'job:\n  script:\n    - date\n';

function inputsOf(text: string | null): unknown {
  const [header] = parseAllDocuments(text ?? '');
  return header?.toJS().spec.inputs;
}

test('a required input that we send is filled in, since the lint takes none', () => {
  const file = `spec:\n  inputs:\n    input:\n    resource: { regex: '^issue' }\n---\n${BODY}`;
  const { text } = lintable(file, known, { input: 'Why?', resource: 'issue/1' });
  expect(inputsOf(text)).toEqual({
    input: { default: 'Why?' },
    resource: { regex: '^issue', default: 'issue/1' },
  });
  expect(text).toContain(BODY);
});

test('one that we do not send stays required: GitLab would refuse the pipeline too', () => {
  const file = `spec:\n  inputs:\n    input:\n    environment:\n---\n${BODY}`;
  expect(inputsOf(lintable(file, known, { input: 'x' }).text)).toMatchObject({ environment: null });
});

test.each([
  ['has defaults for all', `spec:\n  inputs:\n    input: { default: '' }\n---\n${BODY}`],
  ['has no inputs', BODY],
])('a file that %s is linted where it lies', (_what, file) => {
  expect(lintable(file, known, { input: 'x' }).text).toBeNull();
});
