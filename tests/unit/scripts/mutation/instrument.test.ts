import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';
import { instrument, type Mutant } from '../../../../scripts/mutation/instrument.ts';
import { mutationReport } from '../../../../scripts/mutation/mutationReport.ts';
import { MutationSwitch } from '../../../../scripts/mutation/MutationSwitch.ts';

let modules = 0;

/** The function `run` of a piece of TypeScript, with its mutants behind a switch. */
async function instrumented(code: string) {
  const { text, mutants } = instrument('a.ts', code, 0);
  const mutation = new MutationSwitch(mutants.length);
  // Another text each time: the same address would be the same module.
  modules += 1;
  const whole = `// ${modules}\nconst __mutation = globalThis.__mutationOfTest;\n${stripTypeScriptTypes(text)}`;
  Object.assign(globalThis, { __mutationOfTest: mutation });
  const { run } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(whole)}`
  );
  return { run, mutants, mutation };
}

function describeAll(mutants: readonly Mutant[]): string[] {
  return mutants.map(({ original, replacement }) => `${original} → ${replacement}`);
}

describe('an instrumented file', () => {
  const code = `export function run(items: number[], member?: { rate?: number }): number {
    let sum = 0;
    for (const item of items) if (item > 0) sum += item;
    return (member?.rate ?? 1) * sum;
  }`;

  test('does as before while no mutant is on', async () => {
    const { run } = await instrumented(code);
    expect(run([1, -1, 2], { rate: 0.5 })).toBe(1.5);
    expect(run([3])).toBe(3);
  });

  test('has each break behind its own number', async () => {
    const { run, mutants, mutation } = await instrumented(code);
    const judge = (): string => {
      try {
        return JSON.stringify([run([1, -1, 0], { rate: 0.5 }), run([3])]);
      } catch (error) {
        return String(error);
      }
    };
    const right = judge();
    const noticed = mutants.filter(({ id }) => {
      mutation.turnOn(id);
      return judge() !== right;
    });
    // That nothing is added where an item is 0 makes no difference.
    const equal = describeAll(mutants.filter((mutant) => !noticed.includes(mutant)));
    expect(equal).toEqual(['item > 0 → (item) >= (0)']);
    expect(describeAll(mutants)).toEqual(
      expect.arrayContaining([
        'item > 0 → true',
        'item > 0 → (item) <= (0)',
        'sum += item → sum -= item',
        'member?.rate → member.rate',
        'member?.rate ?? 1 → (member?.rate) && (1)',
        '(member?.rate ?? 1) * sum → undefined',
      ]),
    );
  });

  test('tells which mutants a call reached', async () => {
    const { run, mutants, mutation } = await instrumented(code);
    run([]);
    const reached = mutation.takeReached().map((id) => mutants[id]?.original);
    expect(reached).toContain('member?.rate');
    expect(reached).not.toContain('sum += item');
    expect(mutation.takeReached()).toEqual([]);
  });

  test('ends a loop without end', async () => {
    const { run, mutants, mutation } = await instrumented(
      'export function run(n: number) { while (n > 0) n -= 1; return n; }',
    );
    const endless = mutants.find(({ replacement }) => replacement === 'n += 1');
    mutation.turnOn(endless?.id ?? -1, 1000);
    expect(() => run(3)).toThrow('a loop without end');
  });

  test('keeps types, names, addresses and words for people', () => {
    const { mutants } = instrument(
      'a.ts',
      `import { x } from './x.ts';
      export type Kind = 'one' | 'two';
      export const words = { 'a-b': x, kind: 'one' as Kind, text: 'Words for people.' };`,
      0,
    );
    expect(mutants.map(({ original }) => original).filter((text) => !text.startsWith('{'))).toEqual(
      ["'one'"],
    );
  });
});

function aMutant(id: number, file: string): Mutant {
  return { id, file, line: 1, operator: 'condition', original: 'a', replacement: 'b' };
}

test('the report gives a score a folder, then the files with the most survivors', () => {
  const mutants = [aMutant(0, 'ci/a.ts'), aMutant(1, 'ci/a.ts'), aMutant(2, 'ci/b.ts')];
  expect(mutationReport(['ci'], mutants, new Set([0, 2]))).toEqual([
    'mutation: ci 66.6 % (2 of 3 killed, 0 equivalent)',
    '  ci/a.ts 50 % (1 of 2 killed, 0 equivalent)',
  ]);
});
