import { describe, expect, test } from 'vitest';
import { Reference } from '../../../../utils/pipeline/yaml/Reference.ts';
import { readYaml } from '../../../../utils/pipeline/yaml/readYaml.ts';

/** What a text is read as; its problem where it cannot be. */
function read(text: string): unknown {
  const result = readYaml(text);
  return result.ok ? result.value : result.problem;
}

describe('a text is read as Psych reads it', () => {
  test.each([
    ['words', 'a: b c', { a: 'b c' }],
    ['y and n as texts', 'a: [y, n, Y, N]', { a: ['y', 'n', 'Y', 'N'] }],
    ['yes, no, on and off as booleans', 'a: [yes, no, on, off]', { a: [true, false, true, false] }],
    ['numbers', 'a: [1, 1.5, 0755, 0x1f]', { a: [1, 1.5, 493, 31] }],
    ['nothing', 'a:\nb: ~', { a: null, b: null }],
    ['no document', '# a', 'There is no YAML in it.'],
    ['an empty document', '---\n', null],
    ['the first document alone', '---\na: 1\n---\nb: 2', { a: 1 }],
    ['the later of two equal keys', 'a: 1\nb: 2\na: 3', { a: 3, b: 2 }],
    ['a key of nothing', '~: 1', { '': 1 }],
    ['a key that is a number', '1: a', { 1: 'a' }],
    ['a key that is a list', '? [a, 1]\n: b', { '["a",1]': 'b' }],
    ['a block with its line end', 'a: |\n  b\n', { a: 'b\n' }],
    ['a block whose last line has none', 'a: |\n  b', { a: 'b' }],
    ['a folded block whose last line has none', 'a: >\n  b\n  c', { a: 'b c' }],
    ['a block before a last line of blanks', 'a: |\n  b\n  ', { a: 'b\n' }],
    ['a block before a last line without an end', 'a: |\n  b\nc: d', { a: 'b\n', c: 'd' }],
    ['a quoted line end at the end', 'a: "b\\n"', { a: 'b\n' }],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value);
  });

  test('no key of a file is one of JavaScript’s own', () => {
    expect(Object.entries(read('__proto__: {a: 1}') ?? {})).toEqual([['__proto__', { a: 1 }]]);
  });
});

describe('names and merges', () => {
  test.each([
    ['a name stands for its value', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    [
      'the latest of two equal names counts',
      'a: &x 1\nb: *x\nc: &x 2\nd: *x',
      { a: 1, b: 1, c: 2, d: 2 },
    ],
    ['a merge stands where it is written', 'x: &x {a: 1}\na: 0\n<<: *x', { x: { a: 1 }, a: 1 }],
    ['what follows a merge stands above it', 'x: &x {a: 1}\n<<: *x\na: 2', { x: { a: 1 }, a: 2 }],
    ['several are merged in their order', '<<: [{a: 1, b: 1}, {a: 2}]', { a: 2, b: 1 }],
    ['a name of nothing is none', 'a: *x', 'An alias referenced an unknown anchor: x'],
    ['one that holds itself is too big', 'a: &x [*x]', 'The parsed YAML is too big.'],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value);
  });
});

test('a reference is told from a list', () => {
  expect(read('a: !reference [b, script]')).toEqual({ a: new Reference(['b', 'script']) });
});

test.each([
  ['a date', 'a: 2020-01-01', 'Tried to load unspecified class: Date'],
  ['an open list', 'a: [', /at line 1, column \d+$/],
  ['a wrong line', 'a: 1\nb', /at line 2, column \d+$/],
])('%s cannot be read', (_, text, problem) => {
  expect(read(text)).toMatch(problem);
});

test('attack: what is deeper or longer than any file is too big', () => {
  expect(read('['.repeat(300) + ']'.repeat(300))).toBe('The parsed YAML is too big.');
  expect(read(`a: &x ${'y'.repeat(10_000)}\nb: [${'*x,'.repeat(200)}]`)).toBe(
    'The parsed YAML is too big.',
  );
  expect(read(`a: &x ${'y'.repeat(10_000)}\nb: [${'*x,'.repeat(100)}]`)).toHaveProperty('b');
  expect(read('['.repeat(100) + ']'.repeat(100))).toBeInstanceOf(Array);
});
