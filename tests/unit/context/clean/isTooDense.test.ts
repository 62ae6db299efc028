import { expect, test } from 'vitest';
import { isTooDense } from '../../../../utils/context/clean/isTooDense.ts';

test('lines, colons, commas, brackets and entries of lists count', () => {
  const marks = ['\n', ':', ',', '[', ']', '{', '}', '- '];
  for (const mark of marks) {
    expect([mark, isTooDense(mark.repeat(3), 2)]).toEqual([mark, true]);
    expect([mark, isTooDense(mark.repeat(2), 2)]).toEqual([mark, false]);
  }
  expect(isTooDense('words alone, however many'.replace(',', '').repeat(100), 0)).toBe(false);
});

test('several texts count together', () => {
  expect(isTooDense(['a:', 'b:', 'c'], 1)).toBe(true);
  expect(isTooDense(['a:', 'b:', 'c'], 2)).toBe(false);
});

test('a file as people write them is read, one of twenty thousand entries is not', () => {
  expect(isTooDense('script: npm test\n'.repeat(5_000))).toBe(false);
  expect(isTooDense('- a\n'.repeat(10_001))).toBe(true);
});
