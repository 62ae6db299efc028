import { expect, test } from 'vitest';
import table from '../../../../../utils/context/clean/secrets/table.json' with { type: 'json' };
import { createKeywordFinder } from '../../../../../utils/context/clean/secrets/createKeywordFinder.ts';

const KEYWORDS = [...table.tokens, ...table.named].flatMap(({ keywords }) => keywords);

test('each keyword of the rules is found wherever it stands, in whatever case', () => {
  for (const keyword of KEYWORDS)
    for (const text of [keyword, `x${keyword.toUpperCase()}`, `${keyword} x`, `a b${keyword}é`])
      expect([keyword, text, createKeywordFinder(text)(keyword)]).toEqual([keyword, text, true]);
});

test('a keyword of one or two characters is found as well', () => {
  expect(createKeywordFinder('xAb')('ab')).toBe(true);
  expect(createKeywordFinder('xAb')('ba')).toBe(false);
});

test('what only looks like a keyword is none', () => {
  const has = createKeywordFinder('glpa pat- glpát- SK-an ant-');
  for (const keyword of ['glpat-', 'sk-ant', 'pat-g']) expect(has(keyword)).toBe(false);
  // The same five bits, another character.
  expect(createKeywordFinder('abc')('\u0001\u0002\u0003')).toBe(false);
});
