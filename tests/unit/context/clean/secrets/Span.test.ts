import { expect, test } from 'vitest';
import { joinSpans } from '../../../../../utils/context/clean/secrets/Span.ts';

test('what two rules find in one place is one secret, of the kind that was found first', () => {
  expect(
    joinSpans([
      { kind: 'gitlab-token', start: 8, end: 30 },
      { kind: 'secret', start: 4, end: 28 },
    ]),
  ).toEqual([{ kind: 'gitlab-token', start: 4, end: 30 }]);
  expect(
    joinSpans([
      { kind: 'gitlab-token', start: 4, end: 28 },
      { kind: 'secret', start: 8, end: 30 },
    ]),
  ).toEqual([{ kind: 'gitlab-token', start: 4, end: 30 }]);
});

test('one within the other is one, and what follows is joined with it no more', () => {
  expect(
    joinSpans([
      { kind: 'secret', start: 0, end: 30 },
      { kind: 'url-user', start: 5, end: 10 },
      { kind: 'password', start: 31, end: 40 },
    ]),
  ).toEqual([
    { kind: 'secret', start: 0, end: 30 },
    { kind: 'password', start: 31, end: 40 },
  ]);
});

test('side by side they are two, in the order of the text', () => {
  expect(
    joinSpans([
      { kind: 'two', start: 10, end: 20 },
      { kind: 'three', start: 30, end: 40 },
      { kind: 'one', start: 0, end: 10 },
    ]),
  ).toEqual([
    { kind: 'one', start: 0, end: 10 },
    { kind: 'two', start: 10, end: 20 },
    { kind: 'three', start: 30, end: 40 },
  ]);
});
