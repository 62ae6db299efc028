import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { headAndTail, readableLog } from '../../../utils/context/readableLog.ts';

const ESC = '\u001b';

test.each([
  ['colours', `${ESC}[32;1m$ npm test${ESC}[0;m\n${ESC}[31mnot ok${ESC}[0m`, '$ npm test\nnot ok'],
  [
    'section marks',
    `section_start:1560896352:my_step[collapsed=true]\r${ESC}[0KHeader\nbody\nsection_end:1560896353:my_step\r${ESC}[0K\nend`,
    'Header\nbody\n\nend',
  ],
  ['progress bars', '10%\r50%\r100%\ndone', '100%\ndone'],
  [
    "runners' times, and lines that go on",
    '2026-11-21T08:00:00.123456Z 01O one \n2026-11-21T08:00:00.2Z 01O+two\n2026-11-21T08:00:00.3Z 00E three',
    'onetwo\nthree',
  ],
  ['Windows line ends', 'a\r\nb\r\n', 'a\nb'],
  ['titles of terminals', `${ESC}]0;title\u0007a`, 'a'],
  ['an empty log', '', ''],
])('without %s', (_, log, expected) => {
  expect(readableLog(log)).toBe(expected);
});

test('a number of lines of mere marks leaves one empty line at most', () => {
  expect(readableLog(`a\n${`${ESC}[0K\n`.repeat(50)}b`)).toBe('a\n\nb');
});

test('head and tail are of the text, well formed and bounded', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(texts, (text) => {
      const shown = headAndTail(text.toWellFormed(), 40, 80);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown.length).toBeLessThan(40 + 80 + 80);
      const isShort = text.length <= 120;
      expect(shown === text.toWellFormed()).toBe(isShort);
    }),
  );
});

test('head and tail end with whole lines, where that does not cost half of them', () => {
  const text = `aaaa\nbbbb\n${'x'.repeat(100)}\ncccc\ndddd`;
  const [first, second, said, ...last] = headAndTail(text, 12, 12).split('\n');
  expect([first, second, ...last]).toEqual(['aaaa', 'bbbb', 'cccc', 'dddd']);
  const between = text.length - 'aaaa\nbbbb'.length - 'cccc\ndddd'.length;
  expect(said).toBe(`[${between} characters of the log are left out here]`);
  const long = headAndTail(`a\n${'x'.repeat(100)}\nb`, 12, 12).split('\n');
  expect([long[1], long.at(-2)]).toEqual(['x'.repeat(10), 'x'.repeat(10)]);
});

test('of what is left out, lines that tell of errors stay with two around each', () => {
  const noise = Array.from({ length: 40 }, (_, index) => `noise ${index}`);
  noise[20] = 'Error: out of mugs';
  noise[21] = 'it failed';
  const shown = headAndTail(noise.join('\n'), 20, 20);
  expect(shown).toContain(
    'left out here]\nnoise 18\nnoise 19\nError: out of mugs\nit failed\nnoise 22\nnoise 23\n[…]\n',
  );
  expect(headAndTail('quiet\n'.repeat(40), 20, 20)).not.toContain('[…]');
});

test('at most 2,000 characters of them, 300 of each line', () => {
  const lines = `start\n${`error ${'e'.repeat(400)}\n`.repeat(30)}end`;
  const [, errors = ''] = /left out here\]\n([^]*)\n\[…\]/.exec(headAndTail(lines, 10, 10)) ?? [];
  expect(errors.length).toBeLessThanOrEqual(2000);
  expect(errors.length).toBeGreaterThan(1700);
  expect(Math.max(...errors.split('\n').map((line) => line.length))).toBe(300);
});
