import { configureGlobal } from 'fast-check';
import { appendFileSync } from 'node:fs';
import { inject, TestRunner, vi, type RunnerTestFile } from 'vitest';
import { startTests } from 'vitest/internal/browser';
import { z } from 'zod';
import { MutationSwitch } from './MutationSwitch.ts';
import { QuietRunner, testsOf } from './QuietRunner.ts';

const ROUNDS_AT_LEAST = 10_000;
const ROUNDS_TIMES = 20;

/** Of vite's module runner, which vitest gives its test runner. */
const modulesSchema = z.object({
  import: z.custom<(path: string) => unknown>((value) => typeof value === 'function'),
  mocker: z.custom<{ reset(): void }>((value) => typeof value === 'object' && value !== null),
  evaluatedModules: z.custom<{
    fileToModulesMap: Map<string, Set<object>>;
    idToModuleMap: Map<string, object>;
  }>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      'fileToModulesMap' in value &&
      value.fileToModulesMap instanceof Map,
  ),
});

/**
 * In vitest's worker: collects a test file as ever, and in place of running it once runs it once for every mutant that it reaches.
 * The worker stays; only the modules are evaluated anew, so a mutant costs milliseconds. Results go to a file, a line each.
 */
export default class MutationRunner extends TestRunner {
  readonly #switch = new MutationSwitch(inject('mutants'));

  constructor(config: TestRunner['config']) {
    super(config);
    Object.assign(globalThis, { __mutation: this.#switch });
    // The same inputs each time, no search for a smaller one, and no more of them than fit into a moment: failing is all that matters here.
    configureGlobal({ seed: 1, endOnFailure: true, interruptAfterTimeLimit: inject('propertyMs') });
  }

  onCollected(files: RunnerTestFile[]): void {
    for (const file of files) {
      file.mode = 'skip';
      for (const test of testsOf(file)) test.mode = 'skip';
    }
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    for (const { filepath } of files) await this.#tryMutants(filepath);
  }

  async #tryMutants(path: string): Promise<void> {
    const modules: unknown = Reflect.get(this, 'moduleRunner');
    const { import: load, mocker, evaluatedModules } = modulesSchema.parse(modules);
    const runner = new QuietRunner(this, {
      import: (file) => Reflect.apply(load, modules, [file]),
    });
    /** A test file is always evaluated anew; what it imports where an import runs the mutant, or where modules are mocked. */
    const runOnce = async (withImports: boolean): Promise<boolean> => {
      const mocks = [...evaluatedModules.idToModuleMap].filter(([id]) => id.startsWith('mock:'));
      if (withImports || mocks.length > 0) {
        mocker.reset();
        vi.resetModules();
      }
      const own = evaluatedModules.fileToModulesMap.get(path) ?? [];
      for (const module of [...own, ...mocks.map(([, mock]) => mock)])
        Object.assign(module, { promise: undefined, exports: undefined, evaluated: false });
      return passes(runner, path);
    };
    report(`worker ${process.pid}`);
    const { chosen, reached, reachedByAll, mostRounds } = await this.#measure(runner, runOnce);
    report('measured');
    const alive = new Set(inject('alive'));
    const remembered = new Set(inject('remembered'));
    for (const [id, tests] of reached) {
      if (!alive.has(id)) continue;
      report(`start ${id}`);
      this.#switch.turnOn(id, mostRounds);
      runner.selected = tests;
      const anew = reachedByAll.has(id) || remembered.has(id);
      const passed = await runOnce(anew);
      report(`${passed ? 'alive' : 'killed'} ${id}`);
      this.#switch.turnOn(-1);
      if (anew) vi.resetModules();
    }
    runner.selected = chosen;
    if (chosen.size > 0 && !(await runOnce(false)))
      report('error fails after the mutants, without one');
  }

  /** Runs the file without a mutant: which tests reach which mutants, and how many rounds its loops need. */
  async #measure(
    runner: QuietRunner,
    runOnce: (withImports: boolean) => Promise<boolean>,
  ): Promise<{
    /** The tests that count now. */
    chosen: Set<number>;
    /** Tests by the mutant that they reach. */
    reached: Map<number, Set<number>>;
    /** The mutants that an import runs. */
    reachedByAll: Set<number>;
    mostRounds: number;
  }> {
    const reached = new Map<number, Set<number>>();
    const chosen = new Set<number>();
    let reachedByAll = new Set<number>();
    const upTo = inject('upTo');
    const earlier = new Set(inject('earlier'));
    this.#switch.turnOn(-1);
    this.#switch.takeReached();
    runner.afterCollect = () => {
      reachedByAll = new Set(this.#switch.takeReached());
    };
    runner.afterTest = (index, milliseconds, passed) => {
      const ids = this.#switch.takeReached();
      // What fails without a mutant would kill them all.
      if (!passed || earlier.has(index)) return;
      if (milliseconds > upTo && ids.length > 0) report(`slower ${milliseconds}`);
      if (milliseconds > upTo) return;
      chosen.add(index);
      report(`chosen ${index}`);
      for (const id of ids) reached.set(id, (reached.get(id) ?? new Set()).add(index));
    };
    if (!(await runOnce(true))) report('error fails without a mutant');
    if (chosen.size > 0) for (const id of reachedByAll) reached.set(id, chosen);
    runner.afterCollect = () => {};
    runner.afterTest = () => {};
    const mostRounds = Math.max(ROUNDS_AT_LEAST, this.#switch.rounds * ROUNDS_TIMES);
    return { chosen, reached, reachedByAll, mostRounds };
  }
}

async function passes(runner: QuietRunner, path: string): Promise<boolean> {
  const files = await startTests([path], runner);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetAllMocks();
  return !runner.failed && files.every(({ result }) => result?.state !== 'fail');
}

function report(line: string): void {
  appendFileSync(inject('results'), `${line}\n`);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** How many mutants there are. */
    mutants: number;
    /** Those that no test has killed yet. */
    alive: number[];
    /** Those whose results a module remembers: without evaluating it anew, those of the run before would be told. */
    remembered: number[];
    /** How long a property looks for an input that fails, in milliseconds. */
    propertyMs: number;
    /** Tests count now that take no more of the processor's time, in milliseconds. */
    upTo: number;
    /** The tests of the file that have counted before. No test takes the same time twice, so the time alone would lose some. */
    earlier: number[];
    /** The file that takes the results. */
    results: string;
  }
}
