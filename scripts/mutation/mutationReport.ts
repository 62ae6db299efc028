import { isEquivalent } from './equivalent.ts';
import type { Mutant } from './instrument.ts';

const WORST_FILES = 10;

/** A line a folder with its score, then the files with the most survivors. */
export function mutationReport(
  folders: readonly string[],
  mutants: readonly Mutant[],
  killed: ReadonlySet<number>,
): string[] {
  const score = (some: readonly Mutant[]): { text: string; survivors: number } => {
    const judged = some.filter((mutant) => killed.has(mutant.id) || !isEquivalent(mutant));
    const dead = judged.filter(({ id }) => killed.has(id)).length;
    const percent = judged.length === 0 ? 100 : Math.floor((dead / judged.length) * 1000) / 10;
    const equivalent = some.length - judged.length;
    return {
      text: `${percent} % (${dead} of ${judged.length} killed, ${equivalent} equivalent)`,
      survivors: judged.length - dead,
    };
  };
  const lines = folders.map((folder) => {
    const some = mutants.filter(({ file }) => file.startsWith(`${folder}/`));
    return `mutation: ${folder} ${score(some).text}`;
  });
  const files = [...Map.groupBy(mutants, ({ file }) => file)]
    .map(([file, some]) => ({ file, ...score(some) }))
    .filter(({ survivors }) => survivors > 0)
    .toSorted((a, b) => b.survivors - a.survivors)
    .slice(0, WORST_FILES);
  return [...lines, ...files.map(({ file, text }) => `  ${file} ${text}`)];
}
