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

function endToEnd(browser: (typeof browsers)[number], name: string, files: readonly string[]) {
  return {
    test: {
      name,
      include: files.map((file) => `tests/e2e/${file}.test.ts`),
      provide: { browser },
      testTimeout: 240_000,
      hookTimeout: 240_000,
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
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: together,
          setupFiles: GIVES_WAY,
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-long',
          include: long,
          setupFiles: GIVES_WAY,
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-programs',
          include: programs,
          setupFiles: GIVES_WAY,
          testTimeout: 60_000,
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
          testTimeout: 60_000,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'background',
          include: ['tests/background/**/*.test.ts'],
          setupFiles: 'tests/background/harness/setUp.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Its measured patterns share the machine with browsers.
        test: {
          name: 'house',
          include: ['tests/house/**/*.test.ts'],
          exclude: LONG_HOUSE,
          testTimeout: 60_000,
        },
      },
      { test: { name: 'house-long', include: LONG_HOUSE, testTimeout: 60_000 } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          setupFiles: GIVES_WAY,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'job',
          include: ['tests/job/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'gallery',
          include: ['tests/gallery/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
