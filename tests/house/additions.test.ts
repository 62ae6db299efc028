import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { ADDITIONS, type Addition } from './additions.ts';

/** What has to hold of a project to which something was added. */
const HOLDS = [
  'tests/house/words.test.ts',
  'tests/unit/components/failureWords.test.ts',
  'tests/unit/messages/router.test.ts',
  'tests/unit/setup/doctor/checks.test.ts',
  'tests/unit/setup/transfer.test.ts',
];

/** What the programs read that look at the copy. */
const COPIED = [
  'ci',
  'components',
  'entrypoints',
  'locales',
  'public',
  'scripts',
  'templates',
  'tests/e2e/browsers.ts',
  'tests/giveWay.ts',
  'tests/house',
  'tests/unit',
  'tests/unitFiles.ts',
  'utils',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'wxt.config.ts',
];

let scratch = '';

/** Runs a program of `node_modules` in the copy; what it said where it failed. */
function run(program: string, ...args: string[]): string | null {
  const { NODE_OPTIONS: _, ...outer } = process.env;
  const own = Object.entries(outer).filter(([name]) => !name.startsWith('VITEST'));
  // The checker of types collects its garbage less often: memory is not short.
  const env = { ...Object.fromEntries(own), GOGC: '400' };
  const bin = join(scratch, 'node_modules', '.bin', program);
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: scratch, encoding: 'utf8', env });
  return status === 0 ? null : `${stdout}${stderr}`;
}

function edit(path: string, change: (text: string) => string): void {
  const file = join(scratch, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Files of the product that it touches; words in all languages are one place. */
function placesOf({ files, created = {}, words }: Addition): string[] {
  const inWords = Object.keys(words).length > 0 ? ['locales/'] : [];
  return [...Object.keys(files), ...Object.keys(created), ...inWords];
}

function add({ files, created = {}, words }: Addition): void {
  for (const [path, insertions] of Object.entries(files))
    for (const [behind, text] of insertions)
      edit(path, (before) => {
        const parts = before.split(behind);
        if (parts.length !== 2)
          throw new Error(`${path} has this ${parts.length - 1} times: ${behind}`);
        return parts.join(behind + text);
      });
  for (const [path, text] of Object.entries(created)) writeFileSync(join(scratch, path), text);
  for (const locale of readdirSync(join(scratch, 'locales')))
    edit(join('locales', locale), (before) => {
      const document = parseDocument(before);
      for (const [key, text] of Object.entries(words))
        document.setIn(key.split('.'), locale === 'en.yml' ? text : `${locale}: ${text}`);
      return String(document);
    });
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'additions-'));
  for (const name of COPIED)
    cpSync(join(PROJECT_ROOT, name), join(scratch, name), { recursive: true });
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(scratch, 'node_modules'));
  // Tests of the house ask git for the files.
  spawnSync('git', ['init', '--quiet'], { cwd: scratch });
  ADDITIONS.forEach(add);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(ADDITIONS.map((addition) => [addition.what, placesOf(addition)] as const))(
  'the place for %s is at most three: %j',
  (_, places) => {
    expect(places.length).toBeLessThanOrEqual(3);
  },
);

test('a project with all of them has the right types, all words, and keeps what it promises', () => {
  expect(run('wxt', 'prepare')).toBeNull();
  const product = {
    extends: './tsconfig.json',
    include: ['.wxt/wxt.d.ts', 'entrypoints', 'components', 'utils'],
  };
  writeFileSync(join(scratch, 'tsconfig.product.json'), JSON.stringify(product));
  expect(run('tsc', '--noEmit', '-p', 'tsconfig.product.json', '--checkers', '1')).toBeNull();
  expect(run('vitest', 'run', ...HOLDS)).toBeNull();
});
