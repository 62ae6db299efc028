import { expect, test } from 'vitest';
import { openFence } from '../../../utils/context/openFence.ts';

test.each([
  ['```js\ncode', '```'],
  ['~~~~\ncode\n~~~', '~~~~'],
  ['> ```\n> code', '```'],
  ['```\ncode\n```', ''],
  ['```\ncode\n``` not the end', '```'],
  ['```a`b``` is a span', ''],
  ['words', ''],
])('%j ends within a block that %j closes', (text, mark) => {
  expect(openFence(text)).toBe(mark);
});
