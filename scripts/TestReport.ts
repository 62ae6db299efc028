import type { Reporter, TestCase, TestModule } from 'vitest/node';

const SLOWEST = 10;
/** Tests whose names begin so play an attacker. */
const ATTACK = /^attack: /;

/** What a whole run adds up to: counts, why tests were skipped, the slowest files, attacks that got through. */
export class TestReport implements Reporter {
  passed = 0;
  failed = 0;
  readonly #skipped = new Map<string, number>();
  readonly #files: { name: string; milliseconds: number; slowest: string }[] = [];
  #attacks = 0;
  #attacksThrough = 0;

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    this.failed += errors.length;
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) this.failed += 1;
      const tests = [...module.children.allTests()];
      for (const test of tests) this.#count(test);
      this.#files.push({
        name: `${module.project.name} ${module.relativeModuleId}`,
        milliseconds: durationOf(module),
        slowest: slowestOf(tests),
      });
    }
  }

  #count(test: TestCase): void {
    const result = test.result();
    if (result.state === 'passed') this.passed += 1;
    else if (result.state === 'failed') this.failed += 1;
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
    ];
  }

  /** `N passed, M failed[, K skipped]`. */
  closingLine(): string {
    const skipped = [...this.#skipped.values()].reduce((sum, count) => sum + count, 0);
    return `${this.passed} passed, ${this.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
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
