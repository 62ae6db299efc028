import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { modulesOf } from './modulesOf.ts';
import { moduleState } from './moduleState.ts';

/** Two scripts that run in one world, each with its own copy of what both import. */
const PAIRS: [one: string, other: string][] = [
  ['background', 'on-demand'],
  ['content-scripts/panel', 'panel-details'],
];

/** Packages that both scripts of a pair bring along, and why two copies do no harm. */
const PACKAGES: Record<string, string> = {
  zod: 'its registry and its settings are used by neither script; schemas of one are never handed to the other',
};

/** Made anew by the build in each script; none of our code. */
const GENERATED = /^(\0|rolldown\/|virtual:|\.wxt\/)/;

function sharedBy([one, other]: [one: string, other: string]): string[] {
  const inOther = new Set(modulesOf('chromium', other));
  return modulesOf('chromium', one).filter(
    (path) => inOther.has(path) && !GENERATED.test(path.trim()),
  );
}

test.each(PAIRS)('nothing is kept by a module that is in both %s.js and %s.js', (...pair) => {
  const own = sharedBy(pair).filter((path) => !path.startsWith('node_modules/'));
  expect(own.length).toBeGreaterThan(5);
  const kept = own.flatMap((path) =>
    moduleState(path, readFileSync(join(PROJECT_ROOT, path), 'utf8')).map(
      (name) => `${path}: ${name}`,
    ),
  );
  expect(kept).toEqual([]);
});

test('each package that is in both scripts of a pair is named here with its reason', () => {
  const packages = PAIRS.flatMap(sharedBy).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  expect([...new Set(packages)].toSorted()).toEqual(Object.keys(PACKAGES).toSorted());
});

test.each([
  ['let turn = 0;', ['turn']],
  ['export let turn = 0;', ['turn']],
  ['const seen = new Set<string>();', ['seen']],
  ['const known = new Map([[1, 2]]); export const note = () => known.set(3, 4);', ['known']],
  ['const byElement = new WeakMap();', ['byElement']],
  ['const list = []; const table = {};', ['list', 'table']],
  ['const table = { a: 1 }; export function f() { table.a = 2; }', ['table']],
  [
    'const table = { a: { b: 1 } }; export function f() { delete table.a.b; table.a.c++; }',
    ['table'],
  ],
  ['const order = ["a"]; export const f = () => order.sort();', ['order']],
  ['const usual = { a: 1 }; Object.assign(usual, { b: 2 });', ['usual']],
  ['export const Place = createContext(null);', ['Place']],
])('state of a module is found: %s', (text, names) => {
  expect(moduleState('example.ts', text)).toEqual(names);
});

test('tables that nobody changes are none', () => {
  const text = `
    const NAMES = ['b', 'a'];
    const KNOWN = new Set(NAMES);
    export const sorted = NAMES.toSorted();
    export function f() {
      const seen = new Map();
      let turn = 0;
      turn += 1;
      return seen.set(turn, KNOWN.has('a'));
    }`;
  expect(moduleState('example.ts', text)).toEqual([]);
});
