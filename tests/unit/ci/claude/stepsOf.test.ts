import { expect, it } from 'vitest';
import { stepsOf } from '../../../../ci/claude/stepsOf.ts';

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

it('tells the answer that comes in the form of a schema, as what Claude says', () => {
  const input = { answer: 'One.\n\nTwo.', title: 'Fix', commit_message: '' };
  const message = { content: [{ type: 'tool_use', name: 'StructuredOutput', input }] };
  expect(stepsOf({ type: 'assistant', message }, '/', false)).toEqual([
    { kind: 'says', text: 'One.' },
    { kind: 'says', text: 'Two.' },
  ]);
  expect(stepsOf({ type: 'assistant', message }, '/', true)).toEqual([]);
});

it('names nothing when the ask is private', () => {
  expect(stepsOf(event, '/job/code', true)).toEqual([
    { kind: 'tool', text: 'Read' },
    { kind: 'tool', text: 'Grep' },
  ]);
});

it('tells with which Claude Code and model it starts', () => {
  const init = { type: 'system', subtype: 'init', claude_code_version: '2.1', model: 'opus' };
  expect(stepsOf(init, '/', true)).toEqual([{ kind: 'started', text: 'Claude Code 2.1, opus' }]);
  expect(stepsOf({ ...init, subtype: 'status' }, '/', false)).toEqual([]);
  expect(stepsOf({ ...init, type: 'result' }, '/', false)).toEqual([]);
});

it.each<[unknown, string]>([
  [{ path: '/job/code/src' }, 'Tool src'],
  // Its name only begins alike.
  [{ file_path: '/job/code2/a.js' }, 'Tool /job/code2/a.js'],
  [{ words: 'total' }, 'Tool total'],
  [{ iid: 12 }, 'Tool 12'],
  [{ pattern: { deep: 1 }, path: 7 }, 'Tool'],
  ['text', 'Tool'],
  [null, 'Tool'],
  [[], 'Tool'],
])('names of a tool that is used on %j what it can show', (input, text) => {
  const message = { content: [{ type: 'tool_use', name: 'Tool', input }] };
  expect(stepsOf({ type: 'assistant', message }, '/job/code', false)).toEqual([
    { kind: 'tool', text },
  ]);
});

it('passes over what it does not know', () => {
  expect(stepsOf({ type: 'user' }, '/', false)).toEqual([]);
  expect(stepsOf({ type: 'assistant', message: null }, '/', false)).toEqual([]);
  for (const content of ['text', [null, 'text', { type: 'thinking', text: 'Hm.' }]])
    expect(stepsOf({ type: 'assistant', message: { content } }, '/', false)).toEqual([]);
  expect(stepsOf({ ...event, type: 'user' }, '/', false)).toEqual([]);
});
