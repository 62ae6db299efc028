import { expect, test } from 'vitest';
import { minuteOf } from '../../../../utils/context/describe/minuteOf.ts';

test.each([
  ['2026-10-03T08:05:59.999Z', '2026-10-03 08:05 UTC'],
  ['2026-10-03T00:05:00+02:00', '2026-10-02 22:05 UTC'],
  ['', ''],
  ['yesterday\n=== ', ''],
])('%j is %j', (time, minute) => {
  expect(minuteOf(time)).toBe(minute);
});
