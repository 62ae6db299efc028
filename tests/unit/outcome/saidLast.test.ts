import { expect, test } from 'vitest';
import { saidLast } from '../../../utils/outcome/saidLast.ts';
import type { Step } from '../../../utils/outcome/jobLog.ts';

const says = (...lines: string[]): Step[] => lines.map((text) => ({ kind: 'says', text }));
const read: Step = { kind: 'tool', text: 'Read src/cart.js' };

test('what was said last is told from what was said and done before and since', () => {
  expect(saidLast([...says('First.'), read, ...says('Then.', 'And more.'), read])).toEqual({
    said: 'Then.\n\nAnd more.',
    steps: [...says('First.'), read, read],
    lines: 2,
  });
});

test('a job that has said nothing has said nothing', () => {
  expect(saidLast([read])).toEqual({ said: '', steps: [read], lines: 0 });
});

test.each([
  ['a list', ['- one', '- two'], '- one\n- two'],
  ['a numbered list', ['1. one', '2. two'], '1. one\n2. two'],
  ['a table', ['| a |', '| - |', 'After.'], '| a |\n| - |\n\nAfter.'],
  ['code', ['```js', 'a();', 'b();', '```', 'After.'], '```js\na();\nb();\n```\n\nAfter.'],
  ['code that is not whole yet', ['So:', '```', 'a();'], 'So:\n\n```\na();'],
])('lines of %s stay together, others are paragraphs', (_, lines, said) => {
  expect(saidLast(says(...lines)).said).toBe(said);
});
