import { describe, expect, test } from 'vitest';
import { readValue, wholeValue } from '../../../../../utils/context/clean/secrets/readValue.ts';

type How = Parameters<typeof readValue>[2];

/** What `key` is set to in a text that holds this word once. */
function valueIn(text: string, how?: How) {
  return readValue(text, text.indexOf('key') + 'key'.length, how);
}

function textIn(text: string, how?: How): string | null {
  return valueIn(text, how)?.value.text ?? null;
}

describe('a value is read', () => {
  test.each([
    ['key = abcd1234', 'abcd1234'],
    ['key: abcd1234', 'abcd1234'],
    ['"key": "abcd 1234"', 'abcd 1234'],
    ['key := abcd1234', 'abcd1234'],
    ['key: string = abcd1234', 'abcd1234'],
    ['set("key", "abcd1234")', 'abcd1234'],
    ['<key>abcd1234</key>', 'abcd1234'],
    ['<key>\n  abcd1234\n</key>', 'abcd1234'],
    ['name: key\nvalue: abcd1234', 'abcd1234'],
    ['key: |\n  abcd1234', 'abcd1234'],
    ['key || abcd1234', null],
    ['${key:+abcd1234}', null],
    ['${key:?abcd1234}', null],
    ['key = +abcd1234', '+abcd1234'],
    ['key, abcd1234', null],
    ['key abcd1234', null],
    ['key == abcd1234', null],
    ['key = abc', null],
  ])('in %j as %j', (text, value) => {
    expect(textIn(text)).toBe(value);
  });

  test('with its place, what is left of its name, and whether it stood in quotes', () => {
    expect(valueIn('my key_of_mine = "key_o"')).toEqual({
      value: { text: 'key_o', start: 18, end: 23, quoted: true, literal: true },
      tail: '_of_mine',
    });
    expect(valueIn('key=abcd1234')?.value).toMatchObject({ start: 4, end: 12, quoted: false });
    expect(valueIn('<key>abcd1234</key>')?.value).toMatchObject({ quoted: false, literal: false });
  });
});

describe('an option’s value', () => {
  test.each([
    ['--key abcd1234', 'abcd1234'],
    ['--key-file "abcd 1234"', 'abcd 1234'],
    ['--key --other', null],
    ['--key', null],
  ])('of %j is %j', (text, value) => {
    expect(textIn(text, { isOption: true })).toBe(value);
  });

  test('is no name of code, and leaves nothing of the name', () => {
    const read = valueIn('--key abcd1234', { isOption: true });
    expect(read).toEqual({
      value: { text: 'abcd1234', start: 6, end: 14, quoted: false, literal: true },
      tail: '',
    });
    expect(valueIn('--key "abcd"', { isOption: true })?.value.quoted).toBe(false);
  });

  test('is none where the name does not begin with `--`', () => {
    expect(textIn('key abcd1234', { isOption: false })).toBeNull();
  });
});

describe('a bare word ends', () => {
  test.each([
    ['key=abcd1234&user=mia', 'abcd1234'],
    ['key=abcd1234&amp;user=mia', 'abcd1234'],
    ['key=abcd1234;user=mia', 'abcd1234'],
    ['key=abcd1234;', 'abcd1234'],
    ['key: abcd1234.', 'abcd1234'],
    ['key=abcd;1234', 'abcd;1234'],
  ])('in %j as %j', (text, value) => {
    expect(textIn(text)).toBe(value);
  });

  test('nowhere where it is called, looked up by, or cut by dots', () => {
    for (const text of ['key = readKey(1)', 'key = keys[0]', 'key = abcd1234...', 'key = abcd..'])
      expect(textIn(text), text).toBeNull();
  });

  test('before its last separators only, and may be nothing but those', () => {
    expect(textIn('key=;;;;')).toBe('');
  });
});

describe('a bare word is no name of code', () => {
  test.each([
    ['key=abcd1234', true],
    ['key: abcd1234', true],
    ['key=abcd1234 ', true],
    ['key = abcd1234', false],
    ['key=abcd1234,b', false],
  ])('in code where it is set as %j: %j', (text, literal) => {
    expect(valueIn(text, { isCode: true })?.value.literal).toBe(literal);
  });

  test('outside code, whatever follows', () => {
    expect(valueIn('key=abcd1234,b', { isCode: false })?.value.literal).toBe(true);
    expect(valueIn('key = abcd1234', { isCode: false })?.value.literal).toBe(false);
  });
});

describe('a value longer than what is looked at', () => {
  const long = 'abcd1234'.repeat(40);

  test('is read to its end where that matters', () => {
    const text = `key=${long} more`;
    const short = valueIn(text)?.value;
    if (!short) throw new Error('no value');
    expect(short.text).toHaveLength(200);
    expect(wholeValue(text, short)).toMatchObject({ text: long, start: 4, end: 4 + long.length });
  });

  test('ends before the next pair', () => {
    const text = `key=${long}&user=mia`;
    const short = valueIn(text)?.value;
    if (!short) throw new Error('no value');
    expect(wholeValue(text, short)).toMatchObject({ text: long, end: 4 + long.length });
  });

  test('in quotes is whole as it is', () => {
    const text = `key="${long}"more`;
    const value = valueIn(text)?.value;
    if (!value) throw new Error('no value');
    expect(wholeValue(text, value)).toBe(value);
  });

  test('is not read on where it was short', () => {
    const text = 'key=abcd1234,more';
    const value = valueIn(text)?.value;
    if (!value) throw new Error('no value');
    expect(wholeValue(text, value)).toBe(value);
  });
});
