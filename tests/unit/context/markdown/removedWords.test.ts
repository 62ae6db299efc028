import { expect, test } from 'vitest';
import { removedWords } from '../../../../utils/context/markdown/removedWords.ts';

const removed = (source: string, text: string, named: string[] = []): string[] =>
  removedWords(source, { text, named, drawings: [], images: [] });

test.each([
  ['nothing where all is shown', 'Hello, *world*', 'Hello, world', []],
  ['neighbours as one, as they are written', 'a <!-- do, this --> b', 'a b', ['do, this']],
  ['words apart each for itself', 'a <!-- x --> b <!-- y --> c', 'a b c', ['x', 'y']],
  ['what stands at the end', 'a <!-- x -->', 'a', ['x']],
  ['all where nothing is shown', 'do this', '', ['do this']],
  ['a word as often as it is hidden', 'x <!-- x -->', 'x', ['x']],
  ['no names of elements', '<b>a</b><br/><DETAILS open>', 'a open', []],
  ['names that are no elements', '<order>a', 'a', ['order']],
  ['words that only begin like an element', '<b-order>a', 'a', ['b-order']],
  ['no letters of another case', 'HELLO', 'hello', []],
  ['what entities stand for, once it is shown', '&#79;rder &amp; x', 'Order & x', []],
  ['numbers and letters of any script', 'a <!-- 登录 12 -->', 'a', ['登录 12']],
])('reports %s', (_, source, text, words) => {
  expect(removed(source, text)).toEqual(words);
});

test('the name of an emoji is shown by its picture; other words at it are not', () => {
  expect(removed('a :tada: b', 'a 🎉 b', ['tada'])).toEqual([]);
  expect(removed('a :tada: order b', 'a 🎉 b', ['tada'])).toEqual(['tada: order']);
  expect(removed('a :+1_x: b', 'a 👍 b', ['+1_x'])).toEqual([]);
});

test('in a text that is shown in quite another order each word counts as often as it is there', () => {
  const words = Array.from({ length: 400 }, (_, index) => `w${index}`);
  const shown = words.toReversed().join(' ');
  expect(removed(words.join(' '), shown)).toEqual([]);
  expect(removed(`${words.join(' ')} order w7`, shown)).toEqual(['order w7']);
});
