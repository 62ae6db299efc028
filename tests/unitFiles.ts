import { globSync, readFileSync } from 'node:fs';

/** What no other test may find changed: a window, or modules with others in their place. */
const LEAVES_TRACES = /^\/\/ @vitest-environment|^vi\.mock\(/m;

/** The files of `tests/unit`, those apart that need a worker of their own: the others share one, which saves half their time. */
export function unitFiles(): { alone: string[]; together: string[] } {
  const files = globSync('tests/unit/**/*.test.{ts,tsx}');
  const alone = files.filter((file) => LEAVES_TRACES.test(readFileSync(file, 'utf8')));
  return { alone, together: files.filter((file) => !alone.includes(file)) };
}
