import { describe, expect, test } from 'vitest';
import { instancesOf, isInstanceOf } from '../../../../utils/pipeline/rules/instancesOf.ts';
import { mergeBodies } from '../../../../utils/pipeline/rules/mergeBodies.ts';
import { topOf } from '../../../../utils/pipeline/rules/topOf.ts';

/** The names of a file's jobs. */
function jobsOf(file: string): string[] | undefined {
  return topOf(file)?.jobs.map(([name]) => name);
}

describe('the top level of a merged file', () => {
  test.each([
    'after_script',
    'before_script',
    'cache',
    'image',
    'include',
    'services',
    'stages',
    'variables',
  ])('has no job called %s', (keyword) => {
    expect(jobsOf(`${keyword}: {script: [x]}\none: {script: [x]}`)).toEqual(['one']);
  });

  test('has jobs without a script too, but no hidden ones and no other values', () => {
    expect(jobsOf('.a: {script: [x]}\nb: text\nc: [x]\nd: {extends: e}')).toEqual(['d']);
  });

  test.each(['script: [x]', 'run: []', 'trigger: a/b'])(
    'has default and workflow as keywords, and as jobs with %s',
    (script) => {
      expect(topOf('default: {image: x}\nworkflow: {name: y}')).toMatchObject({
        jobs: [],
        standard: { image: 'x' },
        workflow: { name: 'y' },
      });
      expect(topOf(`default: {${script}}\nworkflow: {${script}}`)).toMatchObject({
        jobs: [
          ['default', expect.anything()],
          ['workflow', expect.anything()],
        ],
        standard: {},
        workflow: null,
      });
    },
  );

  test('says nothing where it is no map, or cannot be read', () => {
    for (const file of ['- a', 'text', '', 'a: [']) expect(topOf(file)).toBeNull();
    expect(topOf('a: {script: [x]}\ndefault: text\nworkflow: []')).toMatchObject({
      standard: {},
      workflow: null,
      variables: undefined,
    });
  });
});

/** What each job gets that is made of one. */
function made(parallel: unknown): unknown[] {
  return instancesOf({ parallel }).map((one) => Object.fromEntries(one));
}

describe('jobs that are made of one', () => {
  test.each([
    [undefined, [{}]],
    [5, [{}]],
    [{ matrix: [] }, []],
    [
      { matrix: [{ A: ['x', 'y'], B: [1, 2] }] },
      [
        { A: 'x', B: '1' },
        { A: 'x', B: '2' },
        { A: 'y', B: '1' },
        { A: 'y', B: '2' },
      ],
    ],
    [{ matrix: [{ A: 'x' }, { B: 'y' }] }, [{ A: 'x' }, { B: 'y' }]],
    [{ matrix: ['text', { A: 'x' }] }, [{ A: 'x' }]],
  ])('by parallel: %j', (parallel, instances) => {
    expect(made(parallel)).toEqual(instances);
  });

  test('are two hundred at most', () => {
    const many = Array.from({ length: 150 }, (_, index) => index);
    expect(made({ matrix: [{ A: many, B: many }] })).toHaveLength(200);
    expect(made({ matrix: [{ A: many }, { A: many }, { A: many }] })).toHaveLength(200);
  });

  test.each([
    ['test', true],
    ['test 1/3', true],
    ['test: [a, b]', true],
    ['test: [a\nb]', true],
    ['test 1/3 more', false],
    ['test-a', false],
    ['a test 1/3', false],
    ['test: a', false],
  ])('are known by their names: %j of test: %s', (name, is) => {
    expect(isInstanceOf(name, 'test')).toBe(is);
  });
});

test('bodies are merged map by map, anything else as a whole', () => {
  expect(
    mergeBodies([
      { a: { x: 1, y: { p: 1 } }, b: [1, 2], c: 1 },
      { a: { y: { q: 2 }, z: 3 }, b: [3], d: 4 },
      { c: { m: 1 } },
    ]),
  ).toEqual({ a: { x: 1, y: { p: 1, q: 2 }, z: 3 }, b: [3], c: { m: 1 }, d: 4 });
  expect(mergeBodies([])).toEqual({});
});
