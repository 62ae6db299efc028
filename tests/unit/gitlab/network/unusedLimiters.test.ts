import { expect, test } from 'vitest';
import picomatch, {
  RateLimiterMemory,
  RateLimiterQueue,
} from '../../../../utils/gitlab/network/unusedLimiters.ts';

// What the browser tests run has the stand-in built in: a request that wanted a limiter would fail there.
test.each([
  ['a limiter', () => Reflect.construct(RateLimiterMemory, [])],
  ['a queue', () => Reflect.construct(RateLimiterQueue, [])],
  ['a pattern', () => picomatch.isMatch()],
])('%s of gitbeaker’s own, which is not built in, says so when it is used', (_, use) => {
  expect(use).toThrow('not built in');
});
