/**
 * `npm test`: installs browsers and tools where it may, checks types and style, builds the extension, runs every suite.
 * `npm test -- quick` leaves out the job and all browser tests but one story. Other arguments are passed to vitest.
 */
import { parseCLI, startVitest } from 'vitest/node';
import { buildExtension, PROJECT_ROOT } from './buildExtension.ts';
import { checkSources } from './checkSources.ts';
import { findBrowser } from './findBrowser.ts';
import { installPrograms } from './installPrograms.ts';
import { TestReport } from './TestReport.ts';

const projects = (...names: string[]): string[] => names.flatMap((name) => ['--project', name]);
const WITHOUT_JOBS = projects('unit', 'house', 'contract', 'background');

/** What runs side by side: a browser waits more than it works. Within one, one after the other. */
const EVERYTHING = [
  [projects('e2e-chromium')],
  [WITHOUT_JOBS, projects('job'), projects('e2e-firefox')],
];
const QUICK = [[[...projects('e2e-*'), 'tests/e2e/askOnIssue.test.ts']], [WITHOUT_JOBS]];

const started = Date.now();
const missing = installPrograms([
  'git',
  'rsync',
  'dash',
  'busybox',
  ...(findBrowser('chromium') ? [] : (['chromium'] as const)),
  ...(findBrowser('firefox') ? [] : (['firefox-esr'] as const)),
  ...(process.platform === 'linux' ? (['Xvfb', 'openbox', 'xdotool', 'import'] as const) : []),
]);
if (missing.length > 0) {
  console.error(
    `Missing on this machine: ${missing.join(', ')}. Install them and run the tests again.`,
  );
  process.exit(1);
}

const problems = await checkSources();
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

buildExtension('build');
buildExtension('build:firefox');
buildExtension('build:e2e');
console.log(`Checked and built after ${elapsed()}.`);

const given = process.argv.slice(2);
const report = new TestReport();
await Promise.all(
  lanesOf(given).map(async (selections) => {
    for (const selection of selections) await run(selection);
  }),
);
for (const line of report.lines()) console.log(line);
console.log(`From start to end: ${elapsed()}.`);
console.log(report.closingLine());
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);

/** Minutes and seconds since the start. */
function elapsed(): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function lanesOf([first, ...rest]: readonly string[]): readonly string[][][] {
  if (first === undefined) return EVERYTHING;
  return first === 'quick' ? QUICK : [[[first, ...rest]]];
}

/** One run of vitest; `selection` is what stands on its command line. */
async function run(selection: readonly string[]): Promise<void> {
  const { filter, options } = parseCLI(['vitest', 'run', ...selection]);
  const vitest = await startVitest('test', filter, {
    ...options,
    watch: false,
    root: PROJECT_ROOT,
    reporters: ['default', report],
  });
  await vitest.close();
}
