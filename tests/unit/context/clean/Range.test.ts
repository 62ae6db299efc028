import { expect, test } from 'vitest';
import { merged, rangeAt } from '../../../../utils/context/clean/Range.ts';

const range = (start: number, end: number) => ({ start, end });

test('a place is in the range that holds it, up to but not at its end', () => {
  const ranges = [range(2, 4), range(4, 5), range(8, 9)];
  const found = [1, 2, 3, 4, 5, 8, 9].map((at) => rangeAt(ranges, at));
  expect(found).toEqual([null, range(2, 4), range(2, 4), range(4, 5), null, range(8, 9), null]);
  expect(rangeAt([], 0)).toBeNull();
});

test('ranges that touch or overlap become one, the others stay in order', () => {
  const ranges = [range(10, 12), range(1, 3), range(3, 5), range(4, 4), range(11, 20)];
  expect(merged(ranges)).toEqual([range(1, 5), range(10, 20)]);
  expect(ranges[1]).toEqual(range(1, 3));
});
