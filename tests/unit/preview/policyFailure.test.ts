import { expect, test } from 'vitest';
import {
  isHidden,
  type RuledAsk,
  policyFailure,
  withinCost,
  sizeWithin,
  withinSize,
} from '../../../utils/preview/policyFailure.ts';
import { NO_POLICY, type Policy } from '../../../utils/storage/policy.ts';

const ASK: RuledAsk = {
  transport: 'inputs',
  variables: [{ key: 'AI_FLOW_INPUT', value: 'x'.repeat(10_000) }],
  run: { preset: 'ask' },
};
const reason = (policy: Partial<Policy>, ask: Partial<RuledAsk> = {}, spent = 0) =>
  policyFailure({ ...NO_POLICY, ...policy }, { ...ASK, ...ask }, spent)?.seen ?? null;

test('where nothing is ruled everything goes out', () => {
  expect(reason({}, {}, 1000)).toBeNull();
});

test.each<[string, Partial<Policy>, Partial<RuledAsk>, number, string[] | null]>([
  [
    'a part that cannot be read',
    { broken: ['dailyCapUsd'] },
    {},
    0,
    ['rule_broken', 'dailyCapUsd'],
  ],
  [
    'a transport that is not allowed',
    { transports: ['variables'] },
    {},
    0,
    ['rule_transport', 'inputs'],
  ],
  [
    'a trigger token where it is not allowed',
    { transports: ['inputs'] },
    { run: { preset: 'ask', trigger: true } },
    0,
    ['rule_transport', 'trigger'],
  ],
  ['an allowed transport', { transports: ['inputs'] }, {}, 0, null],
  ['a hidden preset', { hiddenPresets: ['ask'] }, {}, 0, ['rule_preset', 'ask']],
  ['a size above the limit', { maxPromptBytes: 4096 }, {}, 0, ['rule_size', '4096', '10000']],
  ['a size within it', { maxPromptBytes: 10_000 }, {}, 0, null],
  ['a day that reached its limit', { dailyCapUsd: 5 }, {}, 5, ['rule_cap', '5', '5']],
  ['a day below it', { dailyCapUsd: 5 }, {}, 4.99, null],
])('%s', (_, policy, ask, spent, words) => {
  const found = reason(policy, ask, spent);
  expect(found && [found.what, ...found.values]).toEqual(words);
});

test('presets of all kinds are hidden by their plain name', () => {
  const policy = { ...NO_POLICY, hiddenPresets: ['tidy'] };
  expect(
    ['tidy', 'own:tidy', 'repo:tidy', 'tidy-up'].map((name) => isHidden(policy, name)),
  ).toEqual([true, true, true, false]);
});

test('cost and size are cut down to the limits, and never raised', () => {
  const policy = { ...NO_POLICY, maxCostUsd: 1, maxPromptBytes: 50_000 };
  expect(withinCost({}, policy)).toEqual({ max_cost_usd: 1 });
  expect(withinCost({ max_cost_usd: 3, max_turns: 4 }, policy)).toEqual({
    max_cost_usd: 1,
    max_turns: 4,
  });
  expect(withinCost({ max_cost_usd: 0.5 }, policy)).toEqual({ max_cost_usd: 0.5 });
  const ask = { words: '', preset: 'ask', parts: {} };
  expect(withinSize(ask, policy).budget).toBe(50_000);
  expect(withinSize({ ...ask, budget: 8192 }, policy).budget).toBe(8192);
  const size = { bytes: 1, budget: 1, requested: 1, highest: 120_000 };
  expect(sizeWithin(size, policy).highest).toBe(50_000);
  expect(sizeWithin(size, NO_POLICY)).toEqual(size);
});
