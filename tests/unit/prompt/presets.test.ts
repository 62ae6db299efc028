import { expect, test } from 'vitest';
import { PRESETS, presetsFor } from '../../../utils/prompt/presets.ts';

const names = (...where: Parameters<typeof presetsFor>): string[] =>
  presetsFor(...where).map(({ name }) => name);

test('each page and thread has its presets, the default first', () => {
  expect(names('issue', 'page')).toEqual(['ask', 'implement-issue']);
  expect(names('issue', 'thread')).toEqual(['answer-thread']);
  expect(names('merge_request', 'page')).toEqual(['ask', 'review']);
  expect(names('merge_request', 'thread')).toEqual(['answer-thread', 'fix-thread']);
});

test('only ask needs words, and only what says so changes files', () => {
  expect(PRESETS.filter(({ needsWords }) => needsWords).map(({ name }) => name)).toEqual(['ask']);
  expect(PRESETS.filter(({ mode }) => mode === 'change').map(({ name }) => name)).toEqual([
    'implement-issue',
    'fix-thread',
  ]);
});
