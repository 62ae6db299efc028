import { expect, test } from 'vitest';
import { isSelector, isVisibleJoiner } from '../../../../utils/context/clean/isVisibleJoiner.ts';

test.each([
  ['a keycap', '\uFE0F', '1', '\u20E3', true],
  ['a digit that is no keycap', '\uFE0F', '1', 'a', false],
  ['an emoji in its text form', '\uFE0E', '☎', ' ', true],
  ['a letter before an emoji selector', '\uFE0F', 'a', ' ', false],
  ['an emoji joined to another', '\u200D', '👩', '💻', true],
  ['a letter joined to an emoji', '\u200D', 'a', '💻', false],
  ['a non-joiner in front of an emoji', '\u200C', '👩', '💻', false],
  ['a non-joiner after an Arabic letter', '\u200C', 'ه', ' ', true],
  ['a non-joiner before an Arabic letter', '\u200C', 'L', 'ه', true],
  ['a non-joiner between Latin letters', '\u200C', 'a', 'b', false],
  ['a line break between Thai words', '\u200B', 'ย', 'ก', true],
  ['a line break behind Thai alone', '\u200B', 'ย', 'a', false],
  ['a line break before Thai alone', '\u200B', 'a', 'ก', false],
  ['the last Mongolian selector', '\u180F', 'ᠨ', ' ', true],
  ['the first Mongolian selector', '\u180B', 'ᠨ', ' ', true],
  ['a Mongolian selector behind Latin', '\u180B', 'a', ' ', false],
  ['a mark below the Mongolian selectors', '\u180A', 'ᠨ', ' ', false],
  ['a joiner between combining marks', '\u034F', '\u0301', '\u0302', true],
  ['a joiner behind one combining mark', '\u034F', '\u0301', 'a', false],
  ['a joiner before one combining mark', '\u034F', 'a', '\u0302', false],
  ['a third form of a Chinese character', '\uFE02', '神', ' ', true],
  ['a fourth form of a Chinese character', '\uFE03', '神', ' ', false],
  ['a second form of Chinese punctuation', '\uFE01', '、', ' ', true],
  ['a third form of Chinese punctuation', '\uFE02', '、', ' ', false],
  ['an ideographic variant', '\u{E0100}', '葛', ' ', true],
  ['the last ideographic variant', '\u{E011F}', '葛', ' ', true],
  ['what is beyond the ideographic variants', '\u{E0120}', '葛', ' ', false],
  ['an ideographic variant of a letter', '\u{E0100}', 'a', ' ', false],
  ['a slashed zero', '\uFE00', '0', ' ', true],
  ['a slashed letter', '\uFE00', 'O', ' ', false],
])('%s', (_, char, before, after, visible) => {
  expect(isVisibleJoiner(char, before, after)).toBe(visible);
});

test.each([
  [0xfdff, false],
  [0xfe00, true],
  [0xfe0f, true],
  [0xfe10, false],
  [0xe00ff, false],
  [0xe0100, true],
  [0xe01ef, true],
  [0xe01f0, false],
])('%i is a variation selector: %s', (code, is) => {
  expect(isSelector(code)).toBe(is);
});
