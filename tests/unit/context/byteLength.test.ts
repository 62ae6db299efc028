import { expect, test } from 'vitest';
import { byteLength, cutToBytes, inKilobytes, sizeOf } from '../../../utils/context/byteLength.ts';

test('a text is measured in UTF-8', () => {
  expect(['', 'a', 'é', '中', '😀'].map(byteLength)).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  ['what fits is whole', 'two\nlines', 9, 'two\nlines'],
  ['a line that is cut goes wholly', 'a long line\nand one', 14, 'a long line'],
  ['a line that is most of it stays in part', 'a\nlong line', 6, 'a\nlong'],
  ['half of it is not most', 'abc\nabcdef', 7, 'abc\nabc'],
  ['no character is cut', 'ab😀', 5, 'ab'],
  ['no room is no text', 'ab', 0, ''],
  ['less than none is no text', 'ab', -5, ''],
])('%s', (_, text, bytes, beginning) => {
  expect(cutToBytes(text, bytes)).toBe(beginning);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [51, '51 bytes'],
  [52, '0.1 KB'],
  [17_408, '17.0 KB'],
])('%i are written as %s', (bytes, written) => {
  expect(inKilobytes(bytes)).toBe(written);
});

test('an item that says its size is not measured', () => {
  const item = {
    size: 7,
    get text(): string {
      throw new Error('looked at');
    },
  };
  expect(sizeOf(item)).toBe(7);
  expect(sizeOf({ text: 'é' })).toBe(2);
});
