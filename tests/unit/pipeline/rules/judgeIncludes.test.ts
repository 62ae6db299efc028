import { describe, expect, test } from 'vitest';
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
  - local: always.yml
one:
  script: !reference [ .two, script ]
`,
    unjudged: [],
  });
});

test('what cannot be judged is kept and named', () => {
  const file = 'include:\n  local: a.yml\n  rules: [{if: $SECRET}]\n';
  expect(judgeIncludes(file, known)).toEqual({
    text: 'include:\n  - local: a.yml\n',
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
    input:
      default: ""
---
one:
  script:
    - a
`);
});

const where = { project: 'group/shop', commit: 'c0ffee' };

test.each([
  [
    'whose anchor is used elsewhere',
    'include:\n  - project: g/p\n    ref: &ref main\n    file: a.yml\n    rules: [{if: $AI_FLOW_INPUT == null}]\njob:\n  variables: {REF: *ref}\n  script: [x]\n',
    'job:\n  variables:\n    REF: main\n  script:\n    - x\n',
  ],
  [
    'with the rules of another',
    'include:\n  - local: y.yml\n    rules: &r [{if: $AI_FLOW_INPUT}]\n  - local: x.yml\n    rules: *r\n',
    'include:\n  - local: y.yml\n  - local: x.yml\n',
  ],
  [
    'beside repeated keys, of which the last counts',
    'include: [{local: x.yml, rules: [{if: $AI_FLOW_INPUT}]}]\nj:\n  script: [a]\n  tags: [x]\n  tags: [y]\n',
    'include:\n  - local: x.yml\nj:\n  script:\n    - a\n  tags:\n    - "y"\n',
  ],
  [
    'without rules under the keyword',
    'include:\n  - local: x.yml\n    rules:\n  - local: y.yml\n    rules: [{if: $AI_FLOW_INPUT == null}]\nj: {script: [a]}\n',
    'include:\n  - local: x.yml\n    rules: null\nj:\n  script:\n    - a\n',
  ],
  [
    'that comes by a merge',
    '.r: &r\n  rules: [{if: $AI_FLOW_INPUT == null}]\ninclude:\n  - <<: *r\n    local: x.yml\nj: {script: [a]}\n',
    '.r:\n  rules:\n    - if: $AI_FLOW_INPUT == null\nj:\n  script:\n    - a\n',
  ],
])('an include %s is decided', (_, file, text) => {
  expect(judgeIncludes(file, known).text).toBe(text);
});

test('rules that GitLab refuses are left for it to see, and none are none', () => {
  for (const rules of ['[]', '{}', '[{when: sometimes}]', '[{if: "$A =="}]', 'text', ''])
    expect(judgeIncludes(`include: [{local: a.yml, rules: ${rules}}]`, known)).toEqual({
      text: null,
      unjudged: [],
    });
});

test('what asks for files stays GitLab’s to judge, on the branch of the pipeline', () => {
  const file = 'include: [{local: a.yml, rules: [{if: $AI_FLOW_INPUT, exists: [b.txt]}]}]';
  expect(judgeIncludes(file, known).text).toBe(
    'include:\n  - local: a.yml\n    rules:\n      - exists:\n          - b.txt\n',
  );
  expect(judgeIncludes(file, known, where).text).toContain(
    'paths:\n            - b.txt\n          project: group/shop\n          ref: c0ffee\n',
  );
});

test('files of another branch are named by project and commit, since a text is linted on the default branch', () => {
  const file = 'include: [{local: /a.yml, rules: [{if: $AI_FLOW_INPUT}]}, "b/*.yml"]';
  expect(judgeIncludes(file, known, where)).toEqual({
    text: 'include:\n  - project: group/shop\n    ref: c0ffee\n    file: /a.yml\n  - local: b/*.yml\n',
    unjudged: ['b/*.yml'],
  });
});

test('ruled includes of an included file are decided too, and the rest of it is written in', () => {
  const files = new Map([
    [
      'm.yml',
      'include:\n  - local: x.yml\n    rules: [{if: $AI_FLOW_INPUT}]\n  - local: y.yml\n    rules: [{if: $AI_FLOW_INPUT == null}]\ninner: {script: [a]}\n',
    ],
  ]);
  const judged = judgeIncludes('include: m.yml\nouter: {script: [b]}\n', known, {
    project: 'group/shop',
    commit: null,
    files,
  });
  expect(judged).toEqual({
    text: 'include:\n  - local: x.yml\ninner:\n  script:\n    - a\nouter:\n  script:\n    - b\n',
    unjudged: [],
  });
});

test('a file that cannot be read is left to GitLab, and what it may include is named', () => {
  const { text, unjudged } = judgeIncludes('include: [{local: a.yml, rules: [}]', known);
  expect(text).toBeNull();
  expect(unjudged).toHaveLength(1);
});

/** What becomes of a root file that includes one of these. */
function decided(root: string, files: Record<string, string>): ReturnType<typeof judgeIncludes> {
  const own = { project: 'group/shop', commit: null, files: new Map(Object.entries(files)) };
  return judgeIncludes(root, known, own);
}

describe('what an included file includes', () => {
  const RULED = 'include: [{local: x.yml, rules: [{if: $AI_FLOW_INPUT}]}]\n';
  test('is decided at any depth', () => {
    const files = { 'a.yml': 'include: b.yml\na: {script: [x]}\n', 'b.yml': RULED };
    expect(decided('include: a.yml\n', files).text).toBe(
      'include:\n  - local: x.yml\na:\n  script:\n    - x\n',
    );
  });

  test.each<[string, Record<string, string>]>([
    ['nothing', { 'a.yml': 'a: {script: [x]}\n' }],
    ['what has no rules', { 'a.yml': 'include: [x.yml, {local: y.yml, rules: null}]\n' }],
    ['what is not known', { 'b.yml': RULED }],
    ['itself', { 'a.yml': 'include: b.yml', 'b.yml': 'include: a.yml' }],
    ['a file that cannot be read', { 'a.yml': 'include: b.yml', 'b.yml': 'a: [' }],
    ['what depends on its inputs', { 'a.yml': `spec: {inputs: {i: {default: x}}}\n---\n${RULED}` }],
  ])('is left to GitLab where it includes %s', (_, files) => {
    expect(decided('include: a.yml\n', files)).toEqual({ text: null, unjudged: [] });
  });

  test('is left to GitLab where the file is given inputs', () => {
    const root = 'include: [{local: a.yml, inputs: {i: x}}]\n';
    expect(decided(root, { 'a.yml': RULED })).toEqual({ text: null, unjudged: [] });
  });

  test('is left to GitLab where the file cannot be read', () => {
    expect(decided('include: a.yml\n', { 'a.yml': 'a: [' })).toEqual({ text: null, unjudged: [] });
  });
});

test('an include that cannot be judged is named by its place', () => {
  const places = [
    '{local: a.yml}',
    '{project: g/p, file: b.yml}',
    '{project: g/p, file: [c.yml, d.yml]}',
    '{remote: https://x.test/e.yml}',
    '{template: F.yml}',
    '{component: g/p/h@1}',
    '{project: g/i}',
  ].map((place) => place.replace('}', ', rules: [{if: $SECRET}]}'));
  expect(judgeIncludes(`include: [${places.join(', ')}]`, known).unjudged).toEqual([
    'a.yml',
    'b.yml',
    '["c.yml","d.yml"]',
    'https://x.test/e.yml',
    'F.yml',
    'g/p/h@1',
    'g/i',
  ]);
});
