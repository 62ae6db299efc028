import { expect, test } from 'vitest';
import { failureOfLog } from '../../../../utils/context/gather/failureOfLog.ts';

test('the same failure is the same, whatever its numbers, hashes and the lines around it', () => {
  const one = failureOfLog('npm ci\nError: timeout after 31 ms in 0a1b2c3d\n    at cart.js:14:2');
  const other = failureOfLog('yarn\nError:  timeout after 7 ms in ffffffff0\nDone');
  expect(one).not.toBe('');
  expect(other).toBe(one);
});

test('another error is another failure', () => {
  expect(failureOfLog('Error: no cart')).not.toBe(failureOfLog('Error: no voucher'));
});

test('a log without an error is like no other', () => {
  expect(failureOfLog('0 errors\nall is well')).toBe('');
});
