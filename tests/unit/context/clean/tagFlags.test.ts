import { expect, test } from 'vitest';
import { spelledByTags, tagFlags } from '../../../../utils/context/clean/tagFlags.ts';

const FLAG = '\u{1F3F4}';
const END = '\u{E007F}';
const tags = (word: string): string =>
  [...word].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
const flag = (word: string): string => FLAG + tags(word) + END;

test('a flag of a part of a country is told with its place', () => {
  const england = flag('gbeng');
  expect(tagFlags(`to ${england} and ${england}`)).toEqual([
    { start: 3, end: 3 + england.length },
    { start: 8 + england.length, end: 8 + 2 * england.length },
  ]);
});

test.each([
  ['a country that there is not', flag('xxobe')],
  ['too many letters', flag('gbengl')],
  ['no part of a country', flag('gb')],
  ['no end', FLAG + tags('gbeng')],
  ['no flag', tags('gbeng') + END],
  ['a flag alone', FLAG],
])('%s: none', (_, text) => {
  expect(tagFlags(text)).toEqual([]);
});

test('tags spell what is printed, and nothing else', () => {
  expect(spelledByTags(tags('Obey ~!'))).toBe('Obey ~!');
  expect(spelledByTags(`a${END}\u{E001F}\u{E0020}`)).toBe(' ');
});
