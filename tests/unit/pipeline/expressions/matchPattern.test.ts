import { expect, test } from 'vitest';
import { matchPattern, matchValue } from '../../../../utils/pipeline/expressions/matchPattern.ts';

test.each([
  ['^release/', '', 'release/1', 'true'],
  ['^release/', '', 'a/release/1', 'false'],
  ['MAIN', '', 'main', 'false'],
  ['MAIN', 'i', 'main', 'true'],
  ['MAIN', 'ii', 'main', 'true'],
  ['^b$', '', 'a\nb', 'false'],
  ['^b$', 'm', 'a\nb', 'true'],
  ['a.b', 's', 'a\nb', 'true'],
  ['a{3}', '', 'aaa', 'true'],
  ['(?=a)', '', 'a', 'unknown'],
  ['(', '', 'a', 'unknown'],
  ['a{200}b{101}', '', 'a', 'unknown'],
  ['a{1,301}', '', 'a', 'unknown'],
  ['a{2,300}', '', 'aa', 'true'],
  [`${'a'.repeat(501)}`, '', 'a', 'unknown'],
  [`${'a|'.repeat(249)}a`, '', 'a', 'true'],
  ['a', '', 'a'.repeat(2001), 'unknown'],
  ['a', '', 'a'.repeat(2000), 'true'],
])('the pattern %j with flags %j in %j: %s', (source, flags, text, expected) => {
  expect(matchPattern(source, flags, text)).toBe(expected);
});

test.each([
  ['a pattern is matched', '/^re/', 'release', 'true'],
  ['with its flags', '/^RE/i', 'release', 'true'],
  ['slashes in it are written with a stroke', '/^a\\/b$/', 'a/b', 'true'],
  ['and need not hold', '/^x/', 'release', 'false'],
  ['any other value is searched for the text', 'abc', 'b', 'true'],
  ['and need not hold it', 'abc', 'abcd', 'false'],
  ['what RE2 refuses is searched, too', '/(?=a)/', '(?=a)', 'true'],
  ['and need not hold it either', '/(?=a)/', 'a)b', 'false'],
  ['what is too much to try cannot be told', `/${'a'.repeat(501)}/`, 'a', 'unknown'],
])('%s', (_, value, text, expected) => {
  expect(matchValue(value, text)).toBe(expected);
});
