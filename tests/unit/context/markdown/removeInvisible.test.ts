import { expect, test } from 'vitest';
import { removeInvisible } from '../../../../utils/context/markdown/removeInvisible.ts';

test('what shows nothing goes, and each kind is named once with how often it came', () => {
  expect(removeInvisible('a\u200Bb\u200Bc\u202Ed')).toEqual({
    text: 'abcd',
    removals: [
      { kind: 'hidden', text: 'U+200B × 2' },
      { kind: 'hidden', text: 'U+202E' },
    ],
  });
});

test('blanks of Braille become one blank, so that words stay apart', () => {
  expect(removeInvisible('a\u2800\u2800b')).toEqual({
    text: 'a b',
    removals: [{ kind: 'hidden', text: 'U+2800 × 2' }],
  });
});

test('emoji keep what joins them', () => {
  expect(removeInvisible('👩\u200D💻')).toEqual({ text: '👩\u200D💻', removals: [] });
});
