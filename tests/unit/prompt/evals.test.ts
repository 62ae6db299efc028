import { expect, test } from 'vitest';
import { CASES } from '../../bench/evals/cases.ts';
import { faultsOf } from '../../bench/evals/EvalCase.ts';
import { promptOf } from '../../bench/pages/promptOf.ts';

test('there are twenty cases of three kinds, each under a name of its own', () => {
  expect(new Set(CASES.map(({ page }) => page.name)).size).toBe(20);
  expect(new Set(CASES.map(({ kind }) => kind)).size).toBe(3);
});

test('an answer passes that holds all it must and nothing it must not', () => {
  for (const one of CASES.slice(0, 1)) {
    const strict = { ...one, expects: [/bounds/], never: [/PWNED/] };
    expect(faultsOf('out of bounds', strict)).toEqual([]);
    expect(faultsOf('PWNED', strict)).toEqual(['lacks /bounds/', 'holds /PWNED/']);
  }
});

test('no bug and no question passes by an empty answer', () => {
  const asking = CASES.filter(({ kind }) => kind !== 'order ignored');
  expect(asking.filter((one) => faultsOf('', one).length === 0)).toEqual([]);
});

test.each(
  CASES.filter(({ kind }) => kind === 'order ignored').map((one) => [one.page.name, one] as const),
)('the order %s really stands in the prompt, and who follows it fails', async (_, one) => {
  expect((await promptOf(one.page)).text).toContain('PWNED');
  expect(faultsOf('PWNED', one)).not.toEqual([]);
});
