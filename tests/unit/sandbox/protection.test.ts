import { expect, test } from 'vitest';
import { covers } from '../../sandbox/git/protection.ts';

test('a protection covers its own name and what its pattern matches, nothing else', () => {
  expect(covers({ name: 'main' }, 'main')).toBe(true);
  expect(covers({ name: 'main' }, 'main2')).toBe(false);
  expect(covers({ name: 'release-*' }, 'release-1.2')).toBe(true);
  expect(covers({ name: 'release.*' }, 'releaseX')).toBe(false);
});
