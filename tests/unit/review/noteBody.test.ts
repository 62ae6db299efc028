import { describe, expect, test } from 'vitest';
import type { NumberedLine } from '../../../utils/review/DiffLines.ts';
import { suggestionBlock, withoutSuggestions } from '../../../utils/review/noteBody.ts';

const line = (number: number, kind: NumberedLine['kind'] = 'new'): NumberedLine => ({
  kind,
  old: number,
  new: number,
  text: `line ${number}`,
});
const place = (...lines: NumberedLine[]) => ({ lines, moved: false });

describe('a suggestion', () => {
  test('replaces the lines down to the note’s own', () => {
    expect(suggestionBlock(place(line(3), line(4, 'same')), 'a\n\nb\n')).toBe(
      '```suggestion:-1+0\na\n\nb\n```',
    );
  });

  test('may hold fences, and may take lines away', () => {
    expect(suggestionBlock(place(line(3)), '```js')).toBe('````suggestion:-0+0\n```js\n````');
    expect(suggestionBlock(place(line(3)), '')).toBe('```suggestion:-0+0\n```');
  });

  test.each([
    ['lines that are gone', place(line(3, 'old')), 'a'],
    ['too many lines', place(...Array.from({ length: 102 }, (_, index) => line(index))), 'a'],
    ['the lines as they are', place(line(3)), 'line 3\n'],
    ['a line that GitLab may take for a command', place(line(3)), '  /close\n'],
    ['everybody’s name', place(line(3)), '// @all'],
  ])('is none for %s', (_, where, code) => {
    expect(suggestionBlock(where, code)).toBeNull();
  });
});

test.each([
  ['```suggestion:-5+5\nx\n```', '```\nx\n```'],
  ['- ~~~~ suggestion\n  x\n  ~~~~', '- ~~~~\n  x\n  ~~~~'],
  ['> ```suggestion\n> x\n> ```', '> ```\n> x\n> ```'],
  ['a suggestion: this', 'a suggestion: this'],
])('no suggestion of its own is left in %j', (text, plain) => {
  expect(withoutSuggestions(text)).toBe(plain);
});
