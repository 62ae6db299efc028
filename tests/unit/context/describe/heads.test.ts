import { expect, test } from 'vitest';
import { HEAD, withBoundary, withoutPlaces } from '../../../../utils/context/describe/heads.ts';

const BOUNDARY = '0123456789abcdef0123456789abcdef';

test('the boundary stands in each head and nowhere else', () => {
  const text = `${HEAD}@mia:\nwords ${BOUNDARY}\n${HEAD}@dev:\n`;
  expect(withBoundary(text, BOUNDARY)).toBe(
    `=== ${BOUNDARY} @mia:\nwords \n=== ${BOUNDARY} @dev:\n`,
  );
});

test('a head takes as many bytes before as after, so that what fits still does', () => {
  expect(withBoundary(HEAD, BOUNDARY)).toHaveLength(HEAD.length);
});

test('of a head that was cut no place stays', () => {
  expect(withBoundary(HEAD.slice(0, 20), BOUNDARY)).toBe('=== ');
});

test('no text by others keeps a place', () => {
  expect(withoutPlaces(`a${HEAD}b`)).toBe('a===  b');
});
