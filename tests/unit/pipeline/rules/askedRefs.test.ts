import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { askedRefs } from '../../../../utils/pipeline/rules/askedRefs.ts';

const known = new Map<string, string | null>([
  ['BRANCH', 'main'],
  ['PROJECT', 'acme/lib'],
  ['ABSENT', null],
]);

/** The refs that rules ask for, each as `project@ref`. */
function asked(rules: string): string[] {
  return askedRefs(parse(rules), known, 'job').map(
    ({ project, ref }) => `${project ?? 'own'}@${ref ?? 'default'}`,
  );
}

const COMPARE = 'changes: {paths: [a], compare_to: dev}';

test.each([
  [`[{${COMPARE}}]`, ['own@dev']],
  ['[{changes: {compare_to: $BRANCH}}]', ['own@main']],
  ['[{changes: {compare_to: "x/${BRANCH}-$PROJECT"}}]', ['own@x/main-acme/lib']],
  ['[{exists: {paths: [a], project: acme/lib}}]', ['acme/lib@default']],
  ['[{exists: {paths: [a], project: $PROJECT, ref: $BRANCH}}]', ['acme/lib@main']],
  [`[{exists: {project: acme/lib}, ${COMPARE}}]`, ['own@dev', 'acme/lib@default']],
  [`[{if: $BRANCH, ${COMPARE}}]`, ['own@dev']],
  [`[[{${COMPARE}}]]`, ['own@dev']],
  [`[{if: $ABSENT}, {if: '$BRANCH == "x"', when: never}, {${COMPARE}}]`, ['own@dev']],
])('%s asks for %j', (rules, refs) => {
  expect(asked(rules)).toEqual(refs);
});

test.each([
  ['no rules', 'null'],
  ['no paths elsewhere', '[{changes: [a], exists: [b]}]'],
  ['paths of the project itself', '[{changes: {paths: [a]}, exists: {paths: [a]}}]'],
  ['a rule that does not apply', `[{if: $ABSENT, ${COMPARE}}]`],
  ['a rule that may not apply', `[{if: $SECRET, ${COMPARE}}]`],
  ['a rule behind one that may apply', `[{if: $SECRET}, {${COMPARE}}]`],
  ['a rule behind one that applies', `[{if: $BRANCH}, {${COMPARE}}]`],
  ['a rule behind what is none', `[text, {${COMPARE}}]`],
  ['a ref that is not known', '[{changes: {compare_to: $SECRET}}]'],
  ['a ref that is nothing', '[{changes: {compare_to: "$ABSENT"}}]'],
  ['a ref that is no text', '[{changes: {compare_to: 5}}]'],
  ['a project that is not known', '[{exists: {project: $SECRET, ref: main}}]'],
])('%s asks for nothing', (_, rules) => {
  expect(asked(rules)).toEqual([]);
});

test('GitLab’s refusal names the job', () => {
  const refs = askedRefs(parse(`[{exists: {project: acme/lib}, ${COMPARE}}]`), known, 'build');
  expect(refs.map(({ refusal }) => refusal)).toEqual([
    'Failed to parse rule for build: rules:changes:compare_to is not a valid ref',
    'Failed to parse rule for build: rules:exists cannot look into `acme/lib`',
  ]);
});
