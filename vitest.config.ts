import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { browsers, filesFor } from './tests/e2e/browsers.ts';
import { unitFiles } from './tests/unitFiles.ts';

/** For tests that only compute, beside browsers and jobs that keep time. */
const GIVES_WAY = ['tests/giveWay.ts'];

const { alone, long, programs, together } = unitFiles();
/** A copy of the whole project, and thousands of hostile texts. */
const LONG_HOUSE = ['additions', 'patternGrowth', 'readerGrowth'].map(
  (name) => `tests/house/${name}.test.ts`,
);

/** No test is judged by how long it takes beside all the others: this ends only what will never end. */
const UNTIL_STUCK_MS = 600_000;

function endToEnd(browser: (typeof browsers)[number], name: string, files: readonly string[]) {
  return {
    test: {
      name,
      include: files.map((file) => `tests/e2e/${file}.test.ts`),
      provide: { browser },
      fileParallelism: false,
      // The worker's one browser serves all files; each begins with a new sandbox and a newly installed extension.
      isolate: false,
    },
  };
}

/** One project a kind of test; the end-to-end suite stands once for each browser. */
export default defineConfig({
  test: {
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    testTimeout: UNTIL_STUCK_MS,
    hookTimeout: UNTIL_STUCK_MS,
    expect: { poll: { timeout: UNTIL_STUCK_MS / 2 } },
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: together,
          setupFiles: GIVES_WAY,
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-long',
          include: long,
          setupFiles: GIVES_WAY,
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-programs',
          include: programs,
          setupFiles: GIVES_WAY,
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-alone',
          include: alone,
          // A new window in the same process: half the processor's time of a new process for each file.
          pool: 'vmForks',
          setupFiles: GIVES_WAY,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'background',
          include: ['tests/background/**/*.test.ts'],
          setupFiles: 'tests/background/harness/setUp.ts',
          fileParallelism: false,
        },
      },
      {
        // Its measured patterns share the machine with browsers.
        test: {
          name: 'house',
          include: ['tests/house/**/*.test.ts'],
          exclude: LONG_HOUSE,
        },
      },
      { test: { name: 'house-long', include: LONG_HOUSE } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          setupFiles: GIVES_WAY,
        },
      },
      {
        test: {
          name: 'job',
          include: ['tests/job/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'gallery',
          include: ['tests/gallery/**/*.test.ts'],
        },
      },
      ...browsers.flatMap((browser) => [
        endToEnd(
          browser,
          `e2e-${browser}`,
          filesFor(browser).filter((file) => file !== 'policy'),
        ),
        // Its rules hold for every browser of the machine: it runs when no other does.
        endToEnd(browser, `policy-${browser}`, ['policy']),
      ]),
    ],
  },
});

declare module 'vitest' {
  interface ProvidedContext {
    browser: (typeof browsers)[number];
  }
}
