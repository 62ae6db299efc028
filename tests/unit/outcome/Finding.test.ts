import { expect, test } from 'vitest';
import { findingsOf, MOST_FINDINGS, writtenFinding } from '../../../utils/outcome/Finding.ts';

const GIVEN = {
  file: 'src/cart.js',
  side: 'new',
  start_line: 3,
  end_line: 5,
  severity: 'major',
  quote: '  return sum;',
  text: 'It ignores quantities.',
  suggestion: '  return total;',
};

test('a finding is read as Claude gives it, and again as it was written', () => {
  const read = findingsOf([GIVEN]);
  expect(read).toEqual({
    leftOut: 0,
    findings: [
      {
        path: 'src/cart.js',
        side: 'new',
        from: 3,
        to: 5,
        severity: 'major',
        quote: '  return sum;',
        text: 'It ignores quantities.',
        suggestion: '  return total;',
      },
    ],
  });
  expect(findingsOf(read?.findings.map(writtenFinding))).toEqual(read);
});

test('what is not said is taken for the least', () => {
  const { end_line: _end, suggestion: _suggestion, quote: _quote, ...little } = GIVEN;
  const given = { ...little, side: 'both', severity: 'terrible' };
  expect(findingsOf([given])?.findings).toMatchObject([
    { side: 'new', from: 3, to: 3, severity: 'minor', quote: '', suggestion: null },
  ]);
});

test.each([
  ['no object', 'src/cart.js:3'],
  ['no file', { ...GIVEN, file: '' }],
  ['a file over two lines', { ...GIVEN, file: 'a\nb' }],
  ['no words', { ...GIVEN, text: ' \n' }],
  ['too many words', { ...GIVEN, text: 'x'.repeat(4_001) }],
  ['line 0', { ...GIVEN, start_line: 0 }],
  ['a line between', { ...GIVEN, start_line: 2.5 }],
  ['a line as a text', { ...GIVEN, start_line: '3' }],
  ['an end before its start', { ...GIVEN, end_line: 2 }],
  ['no lines', { ...GIVEN, start_line: undefined, end_line: undefined }],
])('%s is counted, and no finding', (_, entry) => {
  expect(findingsOf([entry, GIVEN])).toMatchObject({ leftOut: 1, findings: [{ from: 3 }] });
});

test('what is no list has no findings', () => {
  for (const value of [null, undefined, 'none', { 0: GIVEN }]) expect(findingsOf(value)).toBeNull();
});

test('no more and no longer than can be kept, and the rest is counted', () => {
  const many = Array.from({ length: MOST_FINDINGS + 7 }, () => GIVEN);
  expect(findingsOf(many)?.leftOut).toBe(7);
  const long = Array.from({ length: 200 }, () => ({ ...GIVEN, text: 'x'.repeat(4_000) }));
  const read = findingsOf(long);
  expect(JSON.stringify(read?.findings).length).toBeLessThan(400_000);
  expect(read?.leftOut).toBeGreaterThan(100);
});
