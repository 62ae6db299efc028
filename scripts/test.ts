/** `npm test`: installs browsers and tools where it may, checks types and style, builds the extension, runs every suite. Arguments are passed to vitest. */
import { spawnSync } from 'node:child_process';
import { parseCLI, startVitest, type Reporter, type TestModule } from 'vitest/node';
import { buildExtension, PROJECT_ROOT } from './buildExtension.ts';
import { findBrowser } from './findBrowser.ts';
import { installPrograms } from './installPrograms.ts';

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

for (const [what, ...command] of [
  ['types', 'tsc', '--noEmit', '-p', '.'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
]) {
  const { status } = spawnSync('npx', ['--no-install', ...command], {
    cwd: PROJECT_ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`The ${what} check failed.`);
    process.exit(status ?? 1);
  }
}

buildExtension('build');
buildExtension('build:firefox');
buildExtension('build:e2e');

let passed = 0;
let failed = 0;
let skipped = 0;
const tally: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], errors) {
    failed += errors.length;
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
  },
};

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, {
  ...options,
  watch: false,
  root: PROJECT_ROOT,
  reporters: ['default', tally],
});
await vitest.close();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
