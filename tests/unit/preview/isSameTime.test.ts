import { expect, test } from 'vitest';
import { isSameTime } from '../../../utils/preview/isSameTime.ts';

test.each([
  ['2026-11-28T09:54:31Z', '2026-11-28T09:54:31.629Z', true],
  ['2026-11-28T09:54:31Z', '2026-11-28T09:54:32.000Z', false],
  ['', '', true],
  ['', '2026-11-28T09:54:31Z', false],
])('%j and %j: %j', (one, other, same) => {
  expect(isSameTime(one, other)).toBe(same);
});
