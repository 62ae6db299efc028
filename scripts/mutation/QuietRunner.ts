import { TestRunner, type RunnerTask, type RunnerTestFile } from 'vitest';

/** Long enough for any test on a busy machine. */
const LONGEST_TEST_MS = 300_000;

/** Runs the tests of a file once more, within a run: nothing is reported, and it stops at the first test that fails. */
export class QuietRunner extends TestRunner {
  /** Tests by their place in the file; absent: all. */
  selected: ReadonlySet<number> | undefined;
  afterCollect: () => void = () => {};
  /** The milliseconds are the processor's, since the clock's depend on what else runs; a fourth of the clock's for child processes. */
  afterTest: (index: number, milliseconds: number, passed: boolean) => void = () => {};
  failed = false;
  readonly #usualTimeouts: Pick<TestRunner['config'], 'testTimeout' | 'hookTimeout'>;
  readonly #modules: { import: (path: string) => unknown };
  #usage = process.cpuUsage();
  #indexes = new Map<RunnerTask, number>();

  /** `outer` is the runner that vitest itself has set up. */
  constructor(outer: TestRunner, modules: { import: (path: string) => unknown }) {
    super({ ...outer.config });
    this.#modules = modules;
    const { testTimeout, hookTimeout } = outer.config;
    this.#usualTimeouts = { testTimeout, hookTimeout };
    this.trace = (_name, attributes, callback) => runTraced(attributes, callback);
  }

  /** With all tests chosen, each gets all the time that it wants. */
  override onCollectStart(file: RunnerTestFile): void {
    const target = { testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS };
    Object.assign(this.config, this.selected ? this.#usualTimeouts : target);
    super.onCollectStart(file);
  }

  /** The modules keep their code: the caller resets them, and nothing is fetched again. */
  override importFile(path: string): unknown {
    return this.#modules.import(path);
  }

  onCollected(files: RunnerTestFile[]): void {
    this.failed = false;
    const tests = files.flatMap((file) => testsOf(file));
    this.#indexes = new Map(tests.map((test, index) => [test, index]));
    const { selected } = this;
    if (selected)
      for (const [test, index] of this.#indexes) if (!selected.has(index)) test.mode = 'skip';
    this.afterCollect();
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    if (this.failed && this.selected) test.mode = 'skip';
    this.#usage = process.cpuUsage();
    await super.onBeforeRunTask(test);
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    const passed = test.result?.state !== 'fail';
    if (!passed) this.failed = true;
    const index = this.#indexes.get(test);
    const { user, system } = process.cpuUsage(this.#usage);
    if (index === undefined) return;
    const milliseconds = Math.max((user + system) / 1000, (test.result?.duration ?? 0) / 4);
    this.afterTest(index, milliseconds, passed);
  }

  /** Would report snapshots. */
  override async onAfterRunSuite(): Promise<void> {}
}

/** All tests of a file, in their order. */
export function testsOf(task: RunnerTask): RunnerTask[] {
  return task.type === 'suite' ? task.tasks.flatMap((child) => testsOf(child)) : [task];
}

function runTraced<T>(attributes: Record<string, unknown> | (() => T), callback?: () => T): T {
  if (typeof attributes === 'function') return attributes();
  if (!callback) throw new Error('nothing to run');
  return callback();
}
