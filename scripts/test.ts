/**
 * `npm test`: installs browsers and tools where it may, checks types and style, builds the extension, runs every suite.
 * `npm test -- quick` leaves out jobs, the background against the sandbox, what takes long, and all browser tests but one story. Other arguments are passed to vitest.
 */
import { parseCLI, startVitest } from 'vitest/node';
import { browsers } from '../tests/e2e/browsers.ts';
import config from '../vitest.config.ts';
import { buildExtension, PROJECT_ROOT } from './buildExtension.ts';
import { checkSources } from './checkSources.ts';
import { installPrograms } from './installPrograms.mjs';
import { strayFiles } from './strayFiles.ts';
import { testPrograms } from './testPrograms.mjs';
import { TestReport } from './TestReport.ts';
import { useMemory } from './useMemory.ts';

/** What is only computed: it starts at once and gives way to whatever runs beside it. */
const COMPUTED = projects('unit', 'unit-programs', 'unit-alone', 'contract');
const BUILT = projects('house');
/** What takes long is left out by `quick`. */
const LONG = { computed: projects('unit-long'), built: projects('house-long') };
/** Browsers and jobs wait more than they work: so many run side by side. */
const LANES = 4;
/** Its rules hold for every browser of the machine: it runs when no other does. */
const POLICY = browsers.map((browser) => projects(`policy-${browser}`));
/** What the lanes take, in this order: the slow first and small pieces last, so that no lane still works when the others have nothing left. */
const EVERYTHING = [
  ...inShards('e2e-firefox', 3),
  ...inShards('e2e-chromium', 4),
  projects('background'),
  projects('gallery'),
  ...inShards('job', 6),
];
const QUICK = browsers.map((browser) => [
  ...projects(`e2e-${browser}`),
  'tests/e2e/askOnIssue.test.ts',
]);

const started = Date.now();
const missing = await installPrograms(testPrograms());
if (missing.length > 0) {
  console.error(
    `Missing on this machine: ${missing.join(', ')}. Install them and run the tests again.`,
  );
  process.exit(1);
}

useMemory();
const [first, ...rest] = process.argv.slice(2);
const report = new TestReport();
const before = new Set(strayFiles(PROJECT_ROOT));
if (first === undefined) {
  await runBesideComputed(EVERYTHING, LONG);
  await runLanes(POLICY);
} else if (first === 'quick') await runBesideComputed(QUICK, { computed: [], built: [] });
else {
  await buildForBrowsers();
  await check();
  await buildProduct();
  await run([first, ...rest]);
}
const stray = strayFiles(PROJECT_ROOT).filter((name) => !before.has(name));
if (stray.length > 0) report.fail('the tests left files in the project', stray.join('\n'));
for (const line of report.lines()) console.log(line);
console.log(`From start to end: ${elapsed()}.`);
console.log(report.closingLine());
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);

/** What is only computed starts at once; browsers start as soon as they have their build, whatever the checks still do. */
async function runBesideComputed(
  selections: readonly string[][],
  long: typeof LONG,
): Promise<void> {
  const inBrowsers = async (): Promise<void> => {
    await buildForBrowsers();
    // Each build writes types that the checks read: one after the other.
    const onSources = check().then(buildProduct);
    await Promise.all([runLanes(selections), onSources.then(() => run([...BUILT, ...long.built]))]);
  };
  await Promise.all([run([...COMPUTED, ...long.computed]), inBrowsers()]);
}

/** Ends the whole run where a check fails: nothing after it would count. */
async function check(): Promise<void> {
  const problems = await checkSources();
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  console.log(`Checked after ${elapsed()}.`);
}

async function buildForBrowsers(): Promise<void> {
  await buildExtension('build:e2e');
  console.log(`Built for browser tests after ${elapsed()}.`);
}

async function runLanes(selections: readonly string[][]): Promise<void> {
  const left = [...selections];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** House tests measure the product's own builds. */
async function buildProduct(): Promise<void> {
  await buildExtension('build');
  await buildExtension('build:firefox');
}

function projects(...names: string[]): string[] {
  return names.flatMap((name) => ['--project', name]);
}

/** A project's files in so many runs. */
function inShards(project: string, count: number): string[][] {
  return Array.from({ length: count }, (_, index) => [
    ...projects(project),
    `--shard=${index + 1}/${count}`,
  ]);
}

/** Minutes and seconds since the start. */
function elapsed(at = Date.now()): string {
  const seconds = Math.round((at - started) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Vitest's configuration with those projects alone, as each takes a tenth of a second of every run; whole where a pattern names them. */
function configOf(names: readonly string[]): typeof config {
  const every = config.test?.projects ?? [];
  const asked = every.filter(
    (project) =>
      typeof project === 'object' &&
      'test' in project &&
      names.includes(String(project.test?.name)),
  );
  if (asked.length === 0 || asked.length < names.length) return config;
  return { ...config, test: { ...config.test, projects: asked } };
}

/** One run of vitest; `selection` is what stands on its command line. */
async function run(selection: readonly string[]): Promise<void> {
  const from = Date.now();
  const { filter, options } = parseCLI(['vitest', 'run', ...selection]);
  const vitest = await startVitest(
    'test',
    filter,
    {
      ...options,
      config: false,
      watch: false,
      root: PROJECT_ROOT,
      reporters: ['default', report],
    },
    configOf([options.project ?? []].flat()),
  );
  await vitest.close();
  console.log(`Ran ${selection.join(' ')} from ${elapsed(from)} to ${elapsed()}.`);
}
