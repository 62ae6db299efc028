import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

const SLOWEST = 10;
/** Of a failure's words: enough to know it by where only the end of a log is kept. */
const FAILURE_LINES = 8;
/** Tests whose names begin so play an attacker. */
const ATTACK = /^attack: /;

/** The part of an error that is printed. */
interface Thrown {
  message: string;
}

/** What a whole run adds up to: counts, why tests were skipped, the slowest files, attacks that got through, what failed. */
export class TestReport implements Reporter {
  passed = 0;
  readonly #failures: string[] = [];
  readonly #skipped = new Map<string, number>();
  readonly #files: { name: string; milliseconds: number; slowest: string }[] = [];
  #attacks = 0;
  #attacksThrough = 0;

  get failed(): number {
    return this.#failures.length;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly Thrown[]): void {
    for (const error of errors) this.#failures.push(failureOf('outside of any test', [error]));
    for (const module of modules) {
      const name = `${module.project.name} ${module.relativeModuleId}`;
      if (module.state() === 'failed' && module.errors().length > 0)
        this.#failures.push(failureOf(name, module.errors()));
      const tests = [...module.children.allTests()];
      for (const test of tests) this.#count(test, name);
      this.#files.push({
        name,
        milliseconds: durationOf(module),
        slowest: slowestOf(tests),
      });
    }
  }

  /** Counts what went wrong outside of vitest's runs. */
  fail(name: string, message: string): void {
    this.#failures.push(failureOf(name, [{ message }]));
  }

  #count(test: TestCase, file: string): void {
    const result = test.result();
    if (result.state === 'passed') this.passed += 1;
    else if (result.state === 'failed')
      this.#failures.push(failureOf(`${file} > ${test.fullName}`, result.errors));
    else {
      const reason = (result.state === 'skipped' && result.note) || 'no reason given';
      this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    }
    if (!ATTACK.test(test.name)) return;
    this.#attacks += 1;
    if (result.state !== 'passed') this.#attacksThrough += 1;
  }

  /** Everything but the closing line, a line each. */
  lines(): string[] {
    const slowest = this.#files
      .toSorted((one, other) => other.milliseconds - one.milliseconds)
      .slice(0, SLOWEST)
      .map(({ name, milliseconds, slowest: test }) => `  ${seconds(milliseconds)}  ${name}${test}`);
    return [
      `The slowest ${slowest.length} files:`,
      ...slowest,
      ...[...this.#skipped].map(([reason, count]) => `skipped ${count}: ${reason}`),
      ...(this.#attacks > 0
        ? [`security: ${this.#attacks} attacks, ${this.#attacksThrough} through`]
        : []),
      ...this.#failures,
    ];
  }

  /** `N passed, M failed[, K skipped]`. */
  closingLine(): string {
    const skipped = [...this.#skipped.values()].reduce((sum, count) => sum + count, 0);
    return `${this.passed} passed, ${this.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
}

/** `FAILED name`, and below it the first lines of what was thrown. */
function failureOf(name: string, errors: readonly Thrown[]): string {
  const words = errors.map(({ message }) => stripVTControlCharacters(message)).join('\n');
  const lines = words.split('\n').slice(0, FAILURE_LINES);
  return [`FAILED ${name}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function durationOf(module: TestModule): number {
  const { setupDuration, collectDuration, duration } = module.diagnostic();
  return setupDuration + collectDuration + duration;
}

/** ` (slowest: name, 1.2 s)`, or nothing in a file without tests. */
function slowestOf(tests: readonly TestCase[]): string {
  const [slowest] = tests
    .map((test) => ({ name: test.name, milliseconds: test.diagnostic()?.duration ?? 0 }))
    .toSorted((one, other) => other.milliseconds - one.milliseconds);
  return slowest ? ` (slowest: ${slowest.name}, ${seconds(slowest.milliseconds).trim()})` : '';
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
}
