import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What no other test may find changed: a window, or modules with others in their place. */
const LEAVES_TRACES = /^\/\/ @vitest-environment|^vi\.mock\(/m;
/** What starts programs: the job, or a GitLab with its git and its runner. */
const STARTS_PROGRAMS = /^tests.unit.(?:ci|sandbox|sandbox-ci)\b|\/(?:startSandbox|useShop)\.ts'/;

/** Random or hostile inputs by the thousand: each takes seconds, which `npm test -- quick` leaves to the whole run. */
const LONG = [
  'context/gatherBig',
  'context/work',
  'outcome/markdown/writeMarkdown',
  'pipeline/mutatedCiFiles',
  'preview/privateStaysPrivate',
].map((name) => join('tests', 'unit', `${name}.test.ts`));

/**
 * The files of `tests/unit`, those apart that need a worker of their own; of the others, that share one, which saves half their time,
 * those that start programs: to start one out of a worker that has computed much, with all its memory, takes five times as long.
 */
export function unitFiles(): {
  alone: string[];
  long: string[];
  programs: string[];
  together: string[];
} {
  const every = globSync('tests/unit/**/*.test.{ts,tsx}');
  const long = every.filter((file) => LONG.includes(file));
  const files = every.filter((file) => !LONG.includes(file));
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const isAlone = (file: string): boolean => LEAVES_TRACES.test(texts.get(file) ?? '');
  const shared = files.filter((file) => !isAlone(file));
  const startsPrograms = (file: string): boolean =>
    STARTS_PROGRAMS.test(`${file}\n${texts.get(file)}`);
  return {
    alone: files.filter(isAlone),
    long,
    programs: shared.filter(startsPrograms),
    together: shared.filter((file) => !startsPrograms(file)),
  };
}
