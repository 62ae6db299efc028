import { describe, expect, test } from 'vitest';
import { isWords, looksRandom } from '../../../../../utils/context/clean/secrets/looksRandom.ts';

describe('what stands for a password', () => {
  test.each([
    ['p4s5w0rd', 'eight signs, with digits'],
    ['p@ssWord', 'letters with a sign among them'],
    ['Sommer!Regen', 'two words with a sign between that joins no words'],
    ['Пароль2024', 'letters of any script'],
    ['qWxZrTpLmKvB', 'letters alone, where they take turns all the time'],
    ['monkey12', 'a word with a number'],
  ])('%s may be one: %s', (value) => {
    expect(looksRandom(value, true, true)).toBe(true);
  });

  test('a word with a number is a name where code may stand', () => {
    expect(looksRandom('monkey12', true, false)).toBe(false);
  });

  test.each([
    ['p4s5w0r', 'too short'],
    ['aaaaaaa1', 'nearly one sign'],
    ['20241128', 'no letter'],
    ['correct-horse', 'words'],
    ['Sommer/Regen', 'words of a path'],
    ['must be 8 long', 'a sentence'],
    ['AccessTokenOf', 'words put together'],
    ['qWxZrTpL', 'letters alone need more of them'],
    ['aBaBaBaBaBaB', 'letters alone must differ'],
    ['new_password2', 'the name of a field'],
  ])('%s is none: %s', (value) => {
    expect(looksRandom(value, true, true)).toBe(false);
  });
});

describe('what stands for a token or a key', () => {
  test.each([
    ['k9x2m7q4w8z1', 'twelve signs, letters and digits'],
    ['k9x/m7+q4w8z=', 'base64'],
    ['qWxZrTpLmKvB', 'letters alone, where they take turns all the time'],
    ['qWxZrTpLmKvB9', 'with one digit, too'],
  ])('%s may be one: %s', (value) => {
    expect(looksRandom(value, false, true)).toBe(true);
  });

  test.each([
    ['k9x2m7q4w8z', 'too short'],
    ['kxmqwz-rtplv7', 'one digit'],
    ['aa11aa11aa11', 'signs that hardly differ'],
    ['base64Secret', 'a name with a number in it'],
    ['getAccessTokenValue', 'a name'],
    ['my-release-tls-2024', 'words with a number'],
    ['550e8400-e29b-41d4-a716-446655440000', 'a UUID'],
    ['sha256-k9x2m7q4w8z1', 'a digest'],
    ['k9x2m7q4w8z1.json', 'a file'],
    ['example-k9x2m7q4w8z1', 'an example'],
  ])('%s is none: %s', (value) => {
    expect(looksRandom(value, false, true)).toBe(false);
  });

  test('names with numbers are code where they stand without quotes', () => {
    expect(looksRandom('Response2.Data1.Token3', false, false)).toBe(false);
    expect(looksRandom('Response2.Data1.Token3', false, true)).toBe(true);
  });

  test('of a long value its beginning tells', () => {
    expect(looksRandom(`${'k9x2m7q4w8z1'.repeat(20)}${'.'.repeat(2)}`, false, true)).toBe(true);
    expect(looksRandom(`${'-'.repeat(100)}k9x2m7q4w8z1`, false, true)).toBe(false);
  });
});

test.each([
  ['risk-assessment-2024', true],
  ['requiredCharacteristicTypes', true],
  ['qWxZrTpLmKvBnDfG', false],
  ['123456789012-1234567890123-abcd', false],
])('%s is words put together: %s', (value, expected) => {
  expect(isWords(value)).toBe(expected);
});
