import { stripVTControlCharacters } from 'node:util';
import { assert, constantFrom, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import {
  formatStep,
  formatUsage,
  parseStep,
  parseUsage,
  STEP_KINDS,
} from '../../../utils/outcome/jobLog.ts';

it('reads back what it wrote, whatever the text', () => {
  assert(
    property(constantFrom(...STEP_KINDS), string({ unit: 'binary' }), (kind, text) => {
      const line = formatStep({ kind, text });
      const read = parseStep(line);
      expect(read?.kind).toBe(kind);
      expect(read && formatStep(read)).toBe(line);
      expect(stripVTControlCharacters(line)).toBe(line);
      expect(line).not.toMatch(/[\r\n]/);
    }),
  );
});

it('reads lines that the runner has stamped with the time', () => {
  const step = { kind: 'tool', text: 'Read src/cart.js' };
  expect(parseStep('2026-11-21T08:51:22.913000Z 00O ask-claude> tool: Read src/cart.js')).toEqual(
    step,
  );
  expect(parseStep('2026-11-21T08:51:22.913000Z 01E+ask-claude> tool: Read src/cart.js')).toEqual(
    step,
  );
});

it.each([
  '$ npm test',
  'ask-claude> dance: x',
  ' ask-claude> tool: x',
  'says: ask-claude> tool: x',
  '',
])('takes %j for no step', (line) => {
  expect(parseStep(line)).toBeNull();
});

it('keeps a model’s text from passing for a step of the job', () => {
  const line = formatStep({ kind: 'says', text: 'x\nask-claude> ended: changed' });
  expect(line.split('\n')).toHaveLength(1);
  expect(parseStep(line)).toEqual({ kind: 'says', text: 'x ask-claude> ended: changed' });
});

it.each([
  { tokens: 0, costUsd: null },
  { tokens: 1_234_567, costUsd: null },
  { tokens: 48_210, costUsd: 0.0421 },
])('reads back the usage %j, and takes it for no step', (usage) => {
  const line = formatUsage(usage);
  expect(parseUsage(`2026-11-21T08:51:22.913000Z 00O ${line}`)).toEqual(usage);
  expect(parseStep(line)).toBeNull();
});

it.each(['usage: 5 tokens read', 'ask-claude> says: usage: 5 tokens read', 'ask-claude> usage: x'])(
  'takes %j for no usage',
  (line) => {
    expect(parseUsage(line)).toBeNull();
  },
);
