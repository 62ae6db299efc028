import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../../../utils/pipeline/rules/judgePipeline.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['CI_COMMIT_BRANCH', 'main'],
]);

/** The jobs that start, those that may with a question mark; GitLab's refusal in their place. */
function jobs(file: string): string[] | string {
  const { jobs: starting, refusal } = judgePipeline(file, known);
  return refusal ?? starting.map(({ name, certain }) => `${name}${certain ? '' : '?'}`);
}

const GONE = 'gone: {script: [a], rules: [{when: never}]}\n';
const OPEN = 'open: {script: [a], rules: [{if: $SECRET}]}\n';
const HAND = 'hand: {script: [a], when: manual}\n';
const REFUSED = "'one' job needs 'gone' job, but 'gone' does not exist in the pipeline.";

describe('a job that needs another', () => {
  test.each([
    ['[gone]', REFUSED],
    ['[{job: gone}]', REFUSED],
    ['[{job: gone, optional: false}]', REFUSED],
    ['[{job: gone, optional: true}]', ['one']],
    ['[{pipeline: $UP, job: gone}]', ['one']],
    ['[{project: g/p, ref: main, job: gone, artifacts: true}]', ['one']],
    ['[{artifacts: true}, 5, null]', ['one']],
    ['[]', ['one']],
    ['null', ['one']],
  ])('that is not there, by needs: %s', (needs, expected) => {
    expect(jobs(`${GONE}one: {script: [a], needs: ${needs}}`)).toEqual(expected);
  });

  test('by a rule’s needs may need others instead', () => {
    const rules = 'rules: [{if: $CI_COMMIT_BRANCH, needs: []}]';
    expect(jobs(`${GONE}one: {script: [a], needs: [gone], ${rules}}`)).toEqual(['one']);
    const plain = 'rules: [{if: $CI_COMMIT_BRANCH}, text]';
    expect(jobs(`${GONE}one: {script: [a], needs: [gone], ${plain}}`)).toBe(REFUSED);
  });

  test('that may be there may be refused', () => {
    expect(jobs(`${OPEN}one: {script: [a], needs: [open]}`)).toEqual(['open?', 'one']);
  });

  test('is not refused where it is not there itself, or the file lacks the other', () => {
    expect(jobs(`${GONE}one: {script: [a], needs: [gone], rules: [{if: $SECRET}]}`)).toEqual([
      'one?',
    ]);
    expect(jobs('one: {script: [a], needs: [elsewhere]}')).toEqual(['one']);
  });

  test('waits with it, and others wait for both', () => {
    const chain = 'c: {script: [a], needs: [b]}\nb: {script: [a], needs: [hand]}\n';
    expect(jobs(`${chain}${HAND}d: {script: [a]}`)).toEqual(['c?', 'b?', 'd']);
  });

  test('does not wait for one that is not there', () => {
    expect(jobs(`${GONE}one: {script: [a], needs: [{job: gone, optional: true}]}`)).toEqual([
      'one',
    ]);
  });
});

describe('stages that are there for others', () => {
  test('make no pipeline alone', () => {
    expect(jobs('a: {stage: .pre, script: [x]}\nb: {stage: .post, script: [x]}')).toEqual([]);
    expect(jobs(`${GONE}b: {stage: .post, script: [x]}`)).toEqual([]);
  });

  test('make one beside a job that may be there, or waits', () => {
    expect(jobs(`${OPEN}b: {stage: .post, script: [x]}`)).toEqual(['open?', 'b']);
    expect(jobs(`${HAND}b: {stage: .post, script: [x]}`)).toEqual(['b']);
  });
});

/** The jobs of a file whose one job takes over variables so, and starts where they are the root's. */
function inheriting(inherit: string): string[] | string {
  const rules = `rules: [{if: '$CI_COMMIT_BRANCH == "root"'}]`;
  return jobs(
    `variables: {CI_COMMIT_BRANCH: root}\none: {script: [a], inherit: ${inherit}, ${rules}}`,
  );
}

describe('inherit:variables', () => {
  test.each([
    ['null', ['one']],
    ['{default: false}', ['one']],
    ['{variables: true}', ['one']],
    ['{variables: null}', ['one']],
    ['{variables: [CI_COMMIT_BRANCH]}', ['one']],
    ['{variables: [OTHER]}', []],
    ['{variables: false}', []],
  ])('%s', (inherit, expected) => {
    expect(inheriting(inherit)).toEqual(expected);
  });
});

function circle(variables: string, more = ''): string[] | string {
  return jobs(`variables: ${variables}\none: {script: [a]${more}}`);
}

describe('variables in a circle', () => {
  test.each([
    ['{A: $B, B: $A}', ['A', 'B']],
    ['{A: "${B}", B: "x%C%", C: "y-$A"}', ['A', 'B', 'C']],
    ['{X: $A, A: $B, B: $A}', ['A', 'B']],
  ])('%s are refused', (variables, names) => {
    expect(circle(variables)).toBe(
      `one: circular variable reference detected: ${JSON.stringify(names)}`,
    );
  });

  test.each([
    '{A: $A}',
    '{A: $B, B: $C}',
    '{A: $$B, B: $A}',
    '{A: "%%B%%", B: $A}',
    '{A: {value: $B, expand: false}, B: $A}',
    '{A: $B, B: $C, C: $D, D: x, E: $B, F: $B}',
  ])('%s are none', (variables) => {
    expect(circle(variables)).toEqual(['one']);
  });

  test('are found in what a job adds, and gone where it takes over none', () => {
    expect(circle('{A: $B}', ', variables: {B: $A}')).toMatch(/circular/);
    expect(circle('{A: $B}', ', variables: {B: {value: $A, expand: false}}')).toEqual(['one']);
    expect(circle('{A: $B, B: $A}', ', inherit: {variables: false}')).toEqual(['one']);
  });

  test('of a job that is not there refuse nothing', () => {
    const file = 'one: {script: [a]}\ntwo: {script: [a], variables: {A: $B, B: $A}, when: never}';
    expect(jobs(file)).toEqual(['one']);
  });
});
