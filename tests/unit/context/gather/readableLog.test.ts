import { expect, test } from 'vitest';
import { readableLog } from '../../../../utils/context/gather/readableLog.ts';

const ESC = '\u001b';

test.each([
  ['colours', `${ESC}[32;1m$ npm test${ESC}[0;m\n${ESC}[31mnot ok${ESC}[0m`, '$ npm test\nnot ok'],
  [
    'section marks, but their names',
    `section_start:1560896352:my_step[collapsed=true]\r${ESC}[0KHeader\nbody\nsection_end:1560896353:my_step\r${ESC}[0K\nend`,
    '[section my_step]\nHeader\nbody\n\nend',
  ],
  ['progress bars', '10%\r50%\r100%\ndone', '100%\ndone'],
  [
    "runners' times, and lines that go on",
    '2026-11-21T08:00:00.123456Z 01O one \n2026-11-21T08:00:00.2Z 01O+two\n2026-11-21T08:00:00.3Z 00E three',
    'one two\nthree',
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
