/**
 * `npm run mutation`: breaks the code in one small way after the other and counts how often a test notices.
 * Arguments: folders or files (else the four folders); `--sample 25` tries a quarter of the mutants, the same ones for one `--seed`;
 * `--tests 'tests/unit/context/clean/secrets/*.test.ts'` lets these tests alone judge (else those of `judgesOf`), for a quick look at one file.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from './buildExtension.ts';
import { instrument, type Mutant } from './mutation/instrument.ts';
import { isEquivalent } from './mutation/equivalent.ts';
import { mutationReport } from './mutation/mutationReport.ts';
import { runMutants } from './mutation/runMutants.ts';

const FOLDERS = ['utils/context', 'utils/pipeline', 'utils/preview', 'utils/runs', 'ci'];
const SURVIVORS = join(PROJECT_ROOT, '.output/mutation-survivors.txt');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', multiple: true },
  },
});
const chosen = positionals.length > 0 ? positionals : FOLDERS;
const files = chosen
  .flatMap((path) =>
    path.endsWith('.ts') ? path : globSync(`${path}/**/*.ts`, { cwd: PROJECT_ROOT }),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();

const texts = new Map<string, string>();
const mutants: Mutant[] = [];
for (const file of files) {
  const code = readFileSync(join(PROJECT_ROOT, file), 'utf8');
  const instrumented = instrument(file, code, mutants.length);
  texts.set(join(PROJECT_ROOT, file), instrumented.text);
  mutants.push(...instrumented.mutants);
}
const tried = mutants.filter((mutant) =>
  inSample(mutant.id, Number(values.sample), Number(values.seed)),
);
const killed = await runMutants({ texts, mutants: mutants.length, tried, tests: values.tests });
const folders = FOLDERS.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
for (const line of mutationReport(folders, tried, killed)) console.log(line);

const survivors = tried.filter((mutant) => !killed.has(mutant.id) && !isEquivalent(mutant));
mkdirSync(join(PROJECT_ROOT, '.output'), { recursive: true });
writeFileSync(SURVIVORS, survivors.map((mutant) => `${describe(mutant)}\n`).join(''));
console.log(`Survivors: ${relative(PROJECT_ROOT, SURVIVORS)}`);
process.exit(0);

function short(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 100);
}

function describe({ file, line, operator, original, replacement }: Mutant): string {
  return `${file}:${line} ${operator}: ${short(original)} → ${short(replacement)}`;
}

/** The same mutants for the same seed, spread evenly. */
function inSample(id: number, percent: number, seed: number): boolean {
  return (Math.imul(id + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0 < percent * 42_949_673;
}
