import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { sourceFiles } from './sourceFiles.ts';

/** Every key of the English words, with dots. */
function flatten(node: unknown, prefix = ''): string[] {
  if (typeof node !== 'object' || node === null) return [prefix];
  return Object.entries(node).flatMap(([key, value]) =>
    /^(0|1|n)$/.test(key) ? [prefix] : flatten(value, prefix ? `${prefix}.${key}` : key),
  );
}

const keys = [
  ...new Set(flatten(parse(readFileSync(join(PROJECT_ROOT, 'locales', 'en.yml'), 'utf8')))),
];
const code = [
  ...sourceFiles(['entrypoints', 'components', 'utils'], ['.ts', '.tsx', '.html']),
  ...sourceFiles(['wxt.config.ts']),
];

/** Calls with a literal key, calls with a template, and the manifest's `__MSG_…__`. */
const used = code.flatMap(({ text }) => [
  ...[...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
  ...[...text.matchAll(/__MSG_(\w+)__/g)].map((match) => (match[1] ?? '').replaceAll('_', '.')),
  ...[...text.matchAll(/getMessage\(\s*'([^']+)'/g)].map((match) =>
    (match[1] ?? '').replaceAll('_', '.'),
  ),
]);
const patterns = code.flatMap(({ text }) =>
  [...text.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
    (match) =>
      new RegExp(
        `^${(match[1] ?? '')
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          .join('[\\w-]+')}$`,
      ),
  ),
);

test('every word that the code asks for is there', () => {
  expect(used.filter((key) => !keys.includes(key))).toEqual([]);
});

test('every word that is there is asked for', () => {
  const idle = keys.filter(
    (key) => !used.includes(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(idle).toEqual([]);
});

test('every key can be one of a browser, which knows letters, digits and underscores', () => {
  expect(keys.filter((key) => !/^\w+(\.\w+)*$/.test(key))).toEqual([]);
});
