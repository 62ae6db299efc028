import { expect, test } from 'vitest';
import { judgeIncludes } from '../../../../utils/pipeline/rules/judgeIncludes.ts';

const known = new Map<string, string | null>([['AI_FLOW_INPUT', 'words']]);

/** What becomes of an include with such rules. */
function ruled(rules: string, commit: string | null = null): ReturnType<typeof judgeIncludes> {
  const file = `include: [{local: a.yml, rules: ${rules}}]\nj: {script: [x]}\n`;
  return judgeIncludes(file, known, { project: 'group/shop', commit });
}

const COMPARE = 'changes: {paths: [b], compare_to: dev}';
const REST = 'j:\n  script:\n    - x\n';
const PLAIN = `include:\n  - local: a.yml\n${REST}`;
const COMPARED = `include:\n  - local: a.yml\n    rules:\n      - changes:\n          paths:\n            - b\n          compare_to: dev\n`;

test.each([
  ['[{when: never}]', REST],
  ['[{when: always}]', PLAIN],
  ['[{when: null, if: null}]', PLAIN],
  ['[{if: $AI_FLOW_INPUT == null}, {when: never}]', REST],
  ['[{if: $AI_FLOW_INPUT == null}]', REST],
  ['[[{if: $AI_FLOW_INPUT}]]', PLAIN],
  ['[{changes: [b]}]', PLAIN],
  ['[{changes: [b], when: never}]', REST],
  [`[{if: $AI_FLOW_INPUT, ${COMPARE}}]`, `${COMPARED}${REST}`],
  [
    `[{if: $AI_FLOW_INPUT, ${COMPARE}}, {when: always}, {exists: [c]}]`,
    `${COMPARED}      - when: always\n${REST}`,
  ],
])('rules %s are decided as those of the ask’s pipeline', (rules, text) => {
  expect(ruled(rules)).toEqual({ text, unjudged: [] });
});

test.each([`[{${COMPARE}}]`, '[{exists: [b]}]', '[{exists: [b], when: never}]'])(
  'rules %s, which ask for files alone, stay GitLab’s to judge',
  (rules) => {
    expect(ruled(rules)).toEqual({ text: null, unjudged: [] });
  },
);

test('changes since another branch cannot be told of a file that is judged elsewhere', () => {
  expect(ruled(`[{${COMPARE}}]`, 'c0ffee')).toEqual({
    text: `include:\n  - project: group/shop\n    ref: c0ffee\n    file: /a.yml\n${REST}`,
    unjudged: ['a.yml'],
  });
});

test('files that a rule looks for are looked for at the commit, those of another project there', () => {
  expect(ruled('[{if: $AI_FLOW_INPUT, exists: {paths: [b, c]}}]', 'c0ffee').text).toContain(
    'paths:\n            - b\n            - c\n          project: group/shop\n          ref: c0ffee\n',
  );
  expect(
    ruled('[{if: $AI_FLOW_INPUT, exists: {paths: [b], project: g/p}}]', 'c0ffee').text,
  ).toContain('paths:\n            - b\n          project: g/p\n');
});
