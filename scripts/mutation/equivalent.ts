import type { Mutant } from './instrument.ts';

/** Mutants that no test can kill, because what they do cannot be told from what the code does. */
const EQUIVALENT: readonly (Pick<Mutant, 'file' | 'original' | 'replacement'> & {
  reason: string;
})[] = [];

/** Whether a mutant is one of those that cannot be killed. */
export function isEquivalent({ file, original, replacement }: Mutant): boolean {
  return EQUIVALENT.some(
    (known) =>
      known.file === file && known.original === original && known.replacement === replacement,
  );
}
