import { expect, test } from 'vitest';
import { sourceFiles } from './sourceFiles.ts';

const PRODUCT = ['entrypoints', 'components', 'utils', 'ci'];
const ALL = [...PRODUCT, 'scripts', 'tests'];

function offenders(folders: string[], rule: RegExp): string[] {
  return sourceFiles(folders).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (rule.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

test('no HTML is ever set from a string', () => {
  const rule = /\.(inner|outer)HTML\s*=|insertAdjacentHTML|dangerouslySet/;
  expect(offenders(PRODUCT, rule)).toEqual([]);
});

test('no type and no check is switched off', () => {
  const rule =
    /:\s*any\s*[;,)=|&[\]{}>]|\bas any\b|@ts-(ignore|expect-error)|(eslint|oxlint)-disable/;
  expect(offenders(ALL, rule)).toEqual([]);
});

test('no test is skipped or singled out', () => {
  const rule = /\b(it|test|describe)\.(skip|only|todo)\b/;
  expect(offenders(['tests'], rule)).toEqual([]);
});

test('no test has a limit of time of its own: beside all the others the same work takes thirty times as long', () => {
  const rule = /^\s*\}, \d[\d_]*_000\);$|\btimeout: \d[\d_]*_000\b|\bvi\.wait(For|Until)\(/;
  const places = offenders(['tests'], rule).filter((place) => !place.startsWith('tests/sandbox/'));
  expect(places).toEqual([]);
});

test('a file over 250 lines says why at its top', () => {
  const long = sourceFiles(ALL).filter(
    ({ text }) => text.split('\n').length > 250 && !/^(\/\/|\/\*)/.test(text),
  );
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('the median product file has at most 60 lines', () => {
  const lengths = sourceFiles(PRODUCT)
    .map(({ text }) => text.split('\n').length)
    .toSorted((one, other) => one - other);
  const median = lengths[Math.floor(lengths.length / 2)];
  console.log(
    `product files: ${lengths.length}, median ${median} lines, longest ${lengths.at(-1)}`,
  );
  expect(median).toBeLessThanOrEqual(60);
});

test('no file names a registry, a machine or a download host', () => {
  const rule = /registry[.]npmjs|[/]work[/]|deb[.]debian[.]org/;
  const files = sourceFiles(['.'], ['.ts', '.tsx', '.mjs', '.json', '.yml', '.md', '.css']);
  expect(files.filter(({ text }) => rule.test(text)).map(({ path }) => path)).toEqual([]);
});

test('no folder of the product has more than 25 files', () => {
  const byFolder = Map.groupBy(sourceFiles(PRODUCT), ({ path }) => path.replace(/\/[^/]*$/, ''));
  const large = [...byFolder].filter(([, files]) => files.length > 25).map(([folder]) => folder);
  expect(large).toEqual([]);
});

test('no style sheet has more than 300 lines', () => {
  const sheets = sourceFiles(['.'], ['.css']);
  expect(sheets.length).toBeGreaterThan(40);
  const long = sheets.filter(({ text }) => text.split('\n').length > 301);
  expect(long.map(({ path }) => path)).toEqual([]);
});
