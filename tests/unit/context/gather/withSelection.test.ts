import { expect, test } from 'vitest';
import type { Context } from '../../../../utils/context/Context.ts';
import { withSelection } from '../../../../utils/context/gather/withSelection.ts';

const context: Context = {
  title: 'Cart',
  private: false,
  ids: {},
  parts: [{ name: 'comments', items: [], cut: [] }],
};
const parts = (given: Context) =>
  given.parts.map(({ name, items, cut }) => [name, items.map(({ text }) => text), cut]);

test('what the user selected is a part of its own, cleaned', () => {
  const given = withSelection(context, 'pay\u200Bpal');
  expect(parts(given)).toEqual([
    ['comments', [], []],
    ['selection', ['paypal'], []],
  ]);
});

test('a new selection takes the place of the last one', () => {
  const given = withSelection(withSelection(context, 'first'), 'second');
  expect(parts(given)).toEqual([
    ['comments', [], []],
    ['selection', ['second'], []],
  ]);
});

test('nothing but blanks is no selection', () => {
  expect(withSelection(context, ' \n\t')).toBe(context);
});
