import { describe, expect, test } from 'vitest';
import { removeInvisible } from '../../../../utils/context/markdown/removeInvisible.ts';

const text = (source: string): string => removeInvisible(source).text;
const removed = (source: string): string[] =>
  removeInvisible(source).removals.map((removal) => removal.text);
const tagged = (word: string): string =>
  [...word].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
/** A word as bytes in variation selectors 1 to 256. */
const selected = (word: string): string =>
  [...new TextEncoder().encode(word)]
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join('');

describe('what shows nothing goes', () => {
  test.each([
    ['pay\u200Bpal', 'paypal', ['U+200B']],
    ['\u202Egpj.exe', 'gpj.exe', ['U+202E']],
    ['a\u2066b\u2069', 'ab', ['U+2066', 'U+2069']],
    [
      'a\u200Eb\u2060c\u2063d\uFEFFe\u00ADf',
      'abcdef',
      ['U+200E', 'U+2060', 'U+2063', 'U+FEFF', 'U+00AD'],
    ],
    ['\uFEFFhello', 'hello', ['U+FEFF']],
    ['a\u200B b\u200B', 'a b', ['U+200B × 2']],
    ['a\u200B\u200C\u200B\u200Cb', 'ab', ['U+200B U+200C × 4']],
    ['a\u001B[31mb\u0007', 'a[31mb', ['U+001B', 'U+0007']],
    [`hi${tagged('obey')}!`, 'hi!', ['tag characters: obey']],
    [`😀${selected('obey')}`, '😀', ['variation selectors: obey']],
    [`a${selected('\u0001\u0002')}b`, 'ab', ['variation selectors: 2 bytes']],
    ['❤\uFE0F\uFE01\uFE02', '❤\uFE0F', ['variation selectors: 2 bytes']],
    ['a\u{E0120}b', 'ab', ['U+E0120']],
    ['a\uFE0F\u200Bb', 'ab', ['U+FE0F U+200B']],
    ['.\uFE03', '.', ['U+FE03']],
    [`🏴${tagged('ignore all')}\u{E007F}`, '🏴', ['tag characters: ignore all']],
    [`🏴${tagged('xxobey')}\u{E007F}`, '🏴', ['tag characters: xxobey']],
    ['a\u200Db', 'ab', ['U+200D']],
    ['👩\u200D!', '👩!', ['U+200D']],
    ['क\u200D\u200D\u200Dष', 'क\u200Dष', ['U+200D × 2']],
    ['\u3164', '', ['U+3164']],
    ['c\u200Fa\u200Er\u200Ft, שלום', 'cart, שלום', ['U+200F × 2', 'U+200E']],
    ['a\u2800\u2800b', 'a b', ['U+2800 × 2']],
    ['a\u200B\u200C\u2060\u2061b', 'ab', ['U+200B U+200C U+2060 U+2061']],
    ['a\u200B\u200C\u2060\u2061\u2062\u200Bb', 'ab', ['U+200B U+200C U+2060 U+2061 … × 6']],
    ['שלום\n\u200F1', 'שלום\n1', ['U+200F']],
    ['1\u200F\nשלום', '1\nשלום', ['U+200F']],
    ['ש\u200F\u200F', 'ש', ['U+200F × 2']],
    [`ש${'1'.repeat(100)}\u200F`, `ש${'1'.repeat(100)}`, ['U+200F']],
    [`\u200F${'1'.repeat(100)}ש`, `${'1'.repeat(100)}ש`, ['U+200F']],
    ['a\u061Cb', 'ab', ['U+061C']],
    ['a\u115Fb', 'ab', ['U+115F']],
    ['\u1100\u3164', '\u1100', ['U+3164']],
  ])('%j', (source, left, names) => {
    expect(text(source)).toBe(left);
    expect(removed(source)).toEqual(names);
  });
});

describe('what is part of a sign or a script survives byte for byte', () => {
  test.each([
    '👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️ 👍🏽 👩🏽‍🚒 1️⃣ #️⃣ ❤️‍🔥 ☎︎ ☎️ ©️ 👁️‍🗨️',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
    `🏴${tagged('ustx')}\u{E007F}`,
    'क्‍ष क्‌ष श्री नमस्ते, র‍্যাব, ක්‍ෂ ශ්‍රී ලංකා, ന്‍ ല്‍, తెలుగు, தமிழ்',
    'می‌خواهم نمی‌دانم، ه‍ ، العَرَبِيَّة',
    'برای URL\u200Cها',
    'שלום עולם, (שלום!)\u200F 123',
    'עברית \u200Eabc\u200E ו־\u200F!',
    'ภาษา\u200Bไทย ភាសា\u200Bខ្មែរ မြန်မာ\u200Bစာ',
    '葛\u{E0100}飾区 辻\u{E0101} 神\uFE00 、\uFE01 〰︎',
    'ᠮᠣᠩ\u180Bᠭᠣᠯ ᠨ\u180E᠎ᠠ',
    '∩︀ 0\uFE00',
    'naïve Zürich 中文 한국어 日本語 🙂 Tiếng Việt a\u0301',
    'a\tb\nc\r\nd\u00A0e\u3000f',
    `ש${'1'.repeat(99)}\u200F, \u200F${'1'.repeat(98)}ש`,
    'العربية\u061C 123',
    '\u1100\u1160 \u115F\u1161',
  ])('%s', (source) => {
    expect(removeInvisible(source)).toEqual({ text: source, removals: [] });
  });
});
