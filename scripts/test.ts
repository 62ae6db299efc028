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

/** What `quick` runs: all that needs no browser and no job, then one story in each browser. */
const QUICK = [
  ['--project', 'unit', '--project', 'house', '--project', 'contract', '--project', 'background'],
  ['--project', 'e2e-*', 'tests/e2e/askOnIssue.test.ts'],
];

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
for (const selection of given[0] === 'quick' ? QUICK : [given]) {
  const { filter, options } = parseCLI(['vitest', 'run', ...selection]);
  const vitest = await startVitest('test', filter, {
    ...options,
    watch: false,
    root: PROJECT_ROOT,
    reporters: ['default', report],
  });
  await vitest.close();
}
for (const line of report.lines()) console.log(line);
console.log(`From start to end: ${elapsed()}.`);
console.log(report.closingLine());
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);

/** Minutes and seconds since the start. */
function elapsed(): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
