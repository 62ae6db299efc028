import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { PROJECT_ROOT } from '../buildExtension.ts';
import { instrument, type Mutant } from './instrument.ts';
import { judgesOf } from './judgesOf.ts';

/** Tests that take no longer (milliseconds of the processor) are run against all mutants first, then slower ones against what is left. */
const QUICK_MS = [5, 50];
/** A test that takes longer is not run against mutants at all. */
const SLOW_MS = 250;
/** So long a property looks for an input that fails, where it is run in whole with `npm test`. */
const PROPERTY_MS = 100;
/** A test's limit, generous against those that run (a quarter of a second of the processor at most): a busy machine kills no mutant. */
const TEST_TIMEOUT_MS = 6000;
/** `readYaml` keeps what this folder's code made of a text. */
const REMEMBERED = 'utils/pipeline/yaml/';
/** So long without a line from the worker, and it hangs where no loop counts its rounds. */
const SILENCE_MS = 60_000;

interface Work {
  /** The instrumented text of each file, by its path. */
  texts: ReadonlyMap<string, string>;
  /** How many mutants the texts hold. */
  mutants: number;
  tried: readonly Mutant[];
  /** Globs of the tests that judge; absent: those of `judgesOf`. */
  tests?: readonly string[] | undefined;
}

/** Runs the tests that judge the files against the mutants that they reach and that still live; gives the killed ones' ids. */
export async function runMutants({ texts, mutants, tried, tests }: Work): Promise<Set<number>> {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const results = join(folder, 'results');
  const vitest = await startVitest(
    texts,
    tests ?? [...new Set(tried.flatMap(({ file }) => judgesOf(file)))],
  );
  vitest.provide('mutants', mutants);
  vitest.provide('results', results);
  const remembered = tried.filter(({ file }) => file.startsWith(REMEMBERED));
  vitest.provide(
    'remembered',
    remembered.map(({ id }) => id),
  );
  vitest.provide('propertyMs', PROPERTY_MS);
  const alive = new Set(tried.map(({ id }) => id));
  try {
    // Those with many cases last, to what the others leave.
    let specifications = (await vitest.globTestSpecifications()).toSorted(
      (one, other) => Number(isContract(one)) - Number(isContract(other)),
    );
    const earlier = new Map(specifications.map((one) => [one, new Set<number>()]));
    for (const upTo of [...QUICK_MS, SLOW_MS]) {
      vitest.provide('upTo', upTo);
      const slower: TestSpecification[] = [];
      for (const specification of specifications) {
        vitest.provide('earlier', [...(earlier.get(specification) ?? [])]);
        const { isSlower, chosen } = await tryFile(vitest, specification, results, alive);
        if (isSlower) slower.push(specification);
        for (const test of chosen) earlier.get(specification)?.add(test);
      }
      specifications = slower;
    }
  } finally {
    await vitest.close();
    rmSync(folder, { recursive: true });
  }
  return new Set(tried.map(({ id }) => id).filter((id) => !alive.has(id)));
}

function isContract({ moduleId }: TestSpecification): boolean {
  return moduleId.startsWith(join(PROJECT_ROOT, 'tests/contract'));
}

/** Takes the killed ones out of `alive`. Gives the tests that counted, by their place in the file, and whether it has slower ones, too. */
async function tryFile(
  vitest: Vitest,
  specification: TestSpecification,
  results: string,
  alive: Set<number>,
): Promise<{ chosen: Set<number>; isSlower: boolean }> {
  const started = Date.now();
  const before = alive.size;
  let tried = 0;
  let isSlower = false;
  const chosen = new Set<number>();
  for (let hung = true; hung;) {
    writeFileSync(results, '');
    vitest.provide('alive', [...alive]);
    const watch = endWhenSilent(results);
    await vitest.runTestSpecifications([specification]);
    clearInterval(watch);
    const lines = readFileSync(results, 'utf8').trim().split('\n');
    for (const line of lines) {
      const [word = '', ...rest] = line.split(' ');
      if (word === 'start') tried += 1;
      if (word === 'killed') alive.delete(Number(rest[0]));
      if (word === 'slower') isSlower = true;
      if (word === 'chosen') chosen.add(Number(rest[0]));
      if (word === 'error') console.error(`${specification.moduleId} ${rest.join(' ')}`);
    }
    if (!lines.includes('measured')) console.error(`${specification.moduleId} was not run`);
    // A worker that hung is started again, with the mutants after the one that it hung on.
    const last = lines.at(-1) ?? '';
    hung = last.startsWith('start ');
    if (hung) alive.delete(Number(last.slice('start '.length)));
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const name = specification.moduleId.slice(PROJECT_ROOT.length + 1);
  if (tried > 0) console.log(`${name}: ${before - alive.size} of ${tried} killed in ${seconds} s`);
  return { chosen, isSlower };
}

/** Ends the worker when it has written nothing for long. */
function endWhenSilent(results: string): NodeJS.Timeout {
  let length = 0;
  let since = Date.now();
  return setInterval(() => {
    const text = readFileSync(results, 'utf8');
    if (text.length !== length) {
      length = text.length;
      since = Date.now();
    }
    const worker = /^worker (\d+)$/m.exec(text)?.[1];
    if (worker === undefined || Date.now() - since < SILENCE_MS) return;
    since = Date.now();
    process.kill(Number(worker), 'SIGKILL');
  }, 1000);
}

function startVitest(
  texts: ReadonlyMap<string, string>,
  tests: readonly string[],
): Promise<Vitest> {
  return createVitest(
    'test',
    {
      config: false,
      root: PROJECT_ROOT,
      watch: false,
      include: [...tests],
      runner: join(PROJECT_ROOT, 'scripts/mutation/MutationRunner.ts'),
      reporters: [{}],
      silent: true,
      update: false,
      pool: 'forks',
      maxWorkers: 1,
      // What it keeps is not told apart by the mutants in it.
      fsModuleCache: false,
      restoreMocks: true,
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
    },
    {
      plugins: [
        {
          name: 'mutation',
          enforce: 'pre',
          transform(code, id) {
            const text = texts.get(id);
            if (text !== undefined) return { code: text, map: null };
            const own = id.startsWith(PROJECT_ROOT + sep) && !id.includes('node_modules');
            if (!own || !/\.tsx?$/.test(id) || id.includes('/scripts/')) return undefined;
            return { code: instrument(id, code).text, map: null };
          },
        },
        WxtVitest(),
      ],
    },
  );
}
