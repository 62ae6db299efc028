import { describe, expect, test } from 'vitest';
import { piecesOf, readCiFile } from '../../../../utils/pipeline/yaml/readCiFile.ts';
import { writeYaml } from '../../../../utils/pipeline/yaml/writeYaml.ts';

const HEADER = 'spec: {inputs: {a: {default: x}}}\n';
const spec = { spec: { inputs: { a: { default: 'x' } } } };

describe('a root file', () => {
  test.each([
    ['without a header', 'j: {script: [x]}', { header: null, body: { j: { script: ['x'] } } }],
    ['behind a divider', '---\nj: 1', { header: null, body: { j: 1 } }],
    ['with a header', `${HEADER}---\nj: 1`, { header: spec, body: { j: 1 } }],
    ['with a header behind a divider', `---\n${HEADER}---\nj: 1`, { header: spec, body: { j: 1 } }],
    ['with a quoted header', `"spec": {}\n---\nj: 1`, { header: { spec: {} }, body: { j: 1 } }],
    ['of two documents without a header', 'j: 1\n---\nk: 2', { header: null, body: { j: 1 } }],
    ['of three documents', `${HEADER}---\nj: 1\n---\nk: 2`, { header: spec, body: { k: 2 } }],
    [
      'with a job called spec',
      'spec: {script: [x]}\n',
      { header: null, body: { spec: { script: ['x'] } } },
    ],
    [
      'with spec further down',
      'a:\n  spec: 1\n---\nj: 1',
      { header: null, body: { a: { spec: 1 } } },
    ],
  ])('%s', (_, text, value) => {
    expect(readCiFile(text)).toEqual({ ok: true, value });
  });

  test.each(['- a', 'text', '~', ''])('that is %j holds no jobs', (text) => {
    expect(readCiFile(text)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^The(re)? /),
    });
  });

  test('is divided into three pieces at most, each with its place', () => {
    expect(piecesOf('a\n--- \nb\n---\nc\n---\nd')).toEqual([
      { text: 'a\n', start: 0 },
      { text: 'b\n', start: 7 },
      { text: 'c\n---\nd', start: 13 },
    ]);
    expect(piecesOf(' \n---\na')).toEqual([{ text: 'a', start: 6 }]);
    expect(piecesOf('')).toEqual([{ text: '', start: 0 }]);
  });
});

test.each([
  'a: !reference [ .b, script ]\n',
  'a: "yes"\nb: y\nc: "1"\nd: 1\n',
  `a: ${'x '.repeat(100)}y\n`,
])('what is written is what was read: %j', (text) => {
  const read = readCiFile(text);
  expect(read.ok && readCiFile(writeYaml(read.value.body))).toEqual(read);
});
