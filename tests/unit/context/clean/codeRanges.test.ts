import { expect, test } from 'vitest';
import { codeRanges } from '../../../../utils/context/clean/codeRanges.ts';

const code = (text: string): string[] =>
  codeRanges(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['a `b` c', ['`b`']],
  ['a ``b ` c`` d', ['``b ` c``']],
  ['a \\`b` c', []],
  ['```js\na `b`\n```\nc', ['```js\na `b`\n```']],
  ['a ` b', []],
])('%j holds the code %j', (text, expected) => {
  expect(code(text)).toEqual(expected);
});
