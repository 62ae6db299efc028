import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { sourceFiles } from './sourceFiles.ts';
import { textsOf } from './textsOf.ts';
import { WORDS_ELSEWHERE } from './wordsElsewhere.ts';

const LOCALES = join(PROJECT_ROOT, 'locales');

function readTexts(file: string): Map<string, string> {
  return new Map(textsOf(parse(readFileSync(join(LOCALES, file), 'utf8'))));
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\$\d/g))].toSorted();
}

const english = readTexts('en.yml');
const keys = [...new Set([...english.keys()].map((key) => key.replace(/\.[01n]$/, '')))];
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

describe.each(readdirSync(LOCALES).filter((file) => file !== 'en.yml'))(
  'the words of %s',
  (file) => {
    const texts = readTexts(file);

    test('are all there, and no others', () => {
      expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    });

    test('have the placeholders of the English ones', () => {
      const different = [...texts].filter(
        ([key, text]) => `${placeholdersOf(text)}` !== `${placeholdersOf(english.get(key) ?? '')}`,
      );
      expect(different).toEqual([]);
    });

    test('are not the English ones, but for names', () => {
      const same = [...texts].filter(
        ([key, text]) => /[a-z]{3} [a-z]{3} [a-z]/.test(text) && text === english.get(key),
      );
      expect(same).toEqual([]);
    });
  },
);

/** Four English words in a row, as no name and no class list has them. */
const SENTENCE = /(?<![\w-])[A-Za-z][a-z'’]* [a-z][a-z'’]* [a-z][a-z'’]*(?: |[.:,]|$)/;
const CLASSES = /\bclass=(?:"[^"]*"|\{[^}]*\})/g;

/** String literals of a source, without comments and regular expressions. */
function literalsOf(text: string): string[] {
  const tokens =
    /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|(?<=[=(,:[!&|?{};\n]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  return [...text.replace(CLASSES, '').matchAll(tokens)]
    .map(([token]) => token)
    .filter((token) => /^['"`]/.test(token))
    .map((token) => token.slice(1, -1).replace(/\$\{[^}]*\}/g, ''));
}

const holdSentences = sourceFiles(['entrypoints', 'components', 'utils'])
  .filter(({ text }) => literalsOf(text).some((literal) => SENTENCE.test(literal)))
  .map(({ path }) => path);
const mayHold = Object.values(WORDS_ELSEWHERE).flat();

test('no sentence for people stands outside of the locales', () => {
  expect(holdSentences.filter((path) => !mayHold.includes(path))).toEqual([]);
});

test('sentences are found where they are', () => {
  expect(mayHold.filter((path) => !holdSentences.includes(path))).toEqual([]);
  expect(literalsOf(`const detail = 'The list has too many items.'; // 'not this one'`)).toEqual([
    'The list has too many items.',
  ]);
});

test('no element holds a word that is written there', () => {
  const rule =
    />\s*[A-Z][a-z]+(?:\s[a-z]+)*[.…]?\s*<\/|\b(?:aria-label|title|alt|label)="[^"]*[a-z]/;
  const files = sourceFiles(['entrypoints', 'components'], ['.tsx']);
  expect(files.filter(({ text }) => rule.test(text)).map(({ path }) => path)).toEqual([]);
});
