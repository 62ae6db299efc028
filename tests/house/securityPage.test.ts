import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { sourceFiles } from './sourceFiles.ts';

/** The rows of the table of threats: who, what they try, what stops it, the tests that show it, what is left. */
const rows = readFileSync(join(PROJECT_ROOT, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const testsOf = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Files in which an attack is played, as the page names them. */
const played = sourceFiles(['tests'])
  .filter(({ text }) => /\b(?:test|it)(?:\.each\([^]*?\))?\(\s*['"`]attack: /.test(text))
  .map(({ path }) => path.replace(/^tests\/|\.test\.tsx?$/g, ''));

test('every threat that the security page lists says what stops it, and names tests that are there', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const [who, tries, stops, shown] of rows) {
    expect([who, tries, stops].filter((cell) => !cell)).toEqual([]);
    const named = testsOf(shown);
    expect(named.length, tries).toBeGreaterThan(0);
    const missing = named.filter((name) =>
      ['.test.ts', '.test.tsx'].every(
        (end) => !existsSync(join(PROJECT_ROOT, 'tests', `${name}${end}`)),
      ),
    );
    expect(missing, tries).toEqual([]);
  }
});

test('every threat is played by an attack of one of its tests', () => {
  const unplayed = rows.filter(
    ([, , , shown]) => !testsOf(shown).some((name) => played.includes(name)),
  );
  expect(unplayed.map(([, tries]) => tries)).toEqual([]);
});

test('every file that plays an attack is named by the threat that it plays', () => {
  const named = new Set(rows.flatMap(([, , , shown]) => testsOf(shown)));
  expect(played.filter((name) => !named.has(name))).toEqual([]);
});
