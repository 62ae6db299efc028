import { expect, it } from 'vitest';
import { stepsOf } from '../../../ci/stepsOf.ts';

const event = {
  type: 'assistant',
  message: {
    content: [
      { type: 'text', text: 'First.\n\nSecond.' },
      { type: 'tool_use', name: 'Read', input: { file_path: '/job/code/src/cart.js' } },
      { type: 'tool_use', name: 'Grep', input: { pattern: 'price', path: '/etc' } },
    ],
  },
};

it('tells each line that Claude says and what it uses its tools on', () => {
  expect(stepsOf(event, '/job/code', false)).toEqual([
    { kind: 'says', text: 'First.' },
    { kind: 'says', text: 'Second.' },
    { kind: 'tool', text: 'Read src/cart.js' },
    { kind: 'tool', text: 'Grep price in /etc' },
  ]);
});

it('names nothing when the ask is private', () => {
  expect(stepsOf(event, '/job/code', true)).toEqual([
    { kind: 'tool', text: 'Read' },
    { kind: 'tool', text: 'Grep' },
  ]);
});

it('passes over what it does not know', () => {
  expect(stepsOf({ type: 'user' }, '/', false)).toEqual([]);
  expect(stepsOf({ type: 'assistant', message: null }, '/', false)).toEqual([]);
});
