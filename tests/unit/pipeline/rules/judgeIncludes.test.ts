import { expect, test } from 'vitest';
import { judgeIncludes } from '../../../../utils/pipeline/rules/judgeIncludes.ts';

const known = new Map<string, string | null>([['AI_FLOW_INPUT', 'words']]);

test('a file without ruled includes can be linted where it lies', () => {
  for (const file of ['include: a.yml', 'include: [a.yml, {local: b.yml}]', 'one: {script: [a]}']) {
    expect(judgeIncludes(file, known)).toEqual({ text: null, unjudged: [] });
  }
});

test('ruled includes are kept without their rules or dropped', () => {
  const file = `include:
  - local: claude.yml
    rules:
      - if: $AI_FLOW_INPUT
  - local: other.yml
    rules:
      - if: $AI_FLOW_INPUT == null
  - always.yml
one:
  script: !reference [.two, script]
`;
  expect(judgeIncludes(file, known)).toEqual({
    text: `include:
  - local: claude.yml
  - always.yml
one:
  script: !reference [ .two, script ]
`,
    unjudged: [],
  });
});

test('what cannot be judged is kept and named', () => {
  const file = 'include:\n  local: a.yml\n  rules: [{if: $SECRET}]\n';
  expect(judgeIncludes(file, known)).toEqual({
    text: 'include:\n  local: a.yml\n',
    unjudged: ['a.yml'],
  });
});

test('a single include that does not count goes, and the header stays', () => {
  const file = `spec:
  inputs:
    input: { default: '' }
---
include:
  local: a.yml
  rules: [{ if: $AI_FLOW_INPUT, when: never }]
one: { script: [ a ] }
`;
  expect(judgeIncludes(file, known).text).toBe(`spec:
  inputs:
    input: { default: '' }
---
one: { script: [ a ] }
`);
});
