import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildCompatibility, COMPATIBILITY } from '../../../scripts/buildDocs.ts';
import { VERSIONED_FEATURES } from '../../../utils/gitlab/compatibility.ts';

test('docs/compatibility.md is what the table says', async () => {
  expect(readFileSync(COMPATIBILITY, 'utf8')).toBe(await buildCompatibility());
});

test.each(VERSIONED_FEATURES)('$what: the file that does without it is there', ({ where }) => {
  expect(existsSync(new URL(`../../../${where}`, import.meta.url))).toBe(true);
});

test('what is new stands by its version, the oldest first', () => {
  const numbers = VERSIONED_FEATURES.map(({ since }) => since.split('.').map(Number));
  const sorted = numbers.toSorted(
    ([major = 0, minor = 0], [other = 0, least = 0]) => major - other || minor - least,
  );
  expect(numbers).toEqual(sorted);
});
