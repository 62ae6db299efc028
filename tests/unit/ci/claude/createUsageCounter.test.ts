import { expect, it } from 'vitest';
import { createUsageCounter } from '../../../../ci/claude/createUsageCounter.ts';

const message = (id: string, usage: object) => ({ type: 'assistant', message: { id, usage } });
const READ = { input_tokens: 1000, cache_creation_input_tokens: 20, cache_read_input_tokens: 3 };

it('adds up what each message has read, once, and tells the cost at the end', () => {
  const count = createUsageCounter();
  expect(count(message('one', READ))).toEqual({ tokens: 1023, costUsd: null });
  expect(count(message('one', READ))).toBeNull();
  expect(count(message('two', { input_tokens: 7 }))).toEqual({ tokens: 1030, costUsd: null });
  expect(count({ type: 'result', total_cost_usd: 0.25 })).toEqual({ tokens: 1030, costUsd: 0.25 });
});

it('passes over what tells nothing', () => {
  const count = createUsageCounter();
  expect(count({ type: 'user', message: { id: 'x', usage: READ } })).toBeNull();
  expect(count(message('one', { input_tokens: 'many' }))).toBeNull();
  expect(count({ type: 'result' })).toBeNull();
});
