import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { logWindows } from '../../../../utils/context/gather/logWindows.ts';

const repeated = (line: string, count: number) => Array.from({ length: count }, () => line);
const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

test('a log that fits stays as it is', () => {
  expect(logWindows('a\nb', 100)).toBe('a\nb');
});

test('the first error stays with what stands around it, however much follows', () => {
  const log = [
    ...repeated('setup', 500),
    'step 1',
    'ERROR: the cause',
    'at cart.js:7',
    ...repeated('cleanup line', 2000),
  ].join('\n');
  const shown = logWindows(log, 2_000);
  expect(shown).toContain('setup\nstep 1\nERROR: the cause\nat cart.js:7\ncleanup line');
  expect(shown).toMatch(/^setup\n/);
  expect(shown).toMatch(/cleanup line$/);
});

test('a line says where lines are left out, how many, and which section is reached', () => {
  const log = ['[section get]', ...repeated('noise', 99), '[section step]', ...repeated('x', 99)];
  expect(logWindows(log.join('\n'), 300).split('\n')).toContainEqual(
    expect.stringMatching(/^\[\d+ lines are left out here, now in section step\]$/),
  );
});

test('lines that only count errors, and the last word of the runner, are no first error', () => {
  const log = [
    ...repeated('begin', 90),
    '12 passed, 0 failed, no errors',
    ...repeated('middle', 200),
    'TypeError: x is undefined',
    ...repeated('after', 400),
    'ERROR: Job failed: exit code 1',
  ].join('\n');
  const shown = logWindows(log, 900);
  expect(shown).toContain('TypeError: x is undefined');
  expect(shown).not.toContain('12 passed');
});

test.each([
  'not ok 3 - total',
  'npm ERR! code E404',
  'src/a.ts(3,1): error TS2304: Cannot find name',
  'bash: foo: command not found',
  'panic: runtime error',
  'Traceback (most recent call last):',
  '✗ adds up',
  'FAIL src/cart.test.ts',
])('%s counts as an error', (line) => {
  const log = [...repeated('.', 400), line, ...repeated('.', 4000)].join('\n');
  expect(logWindows(log, 800)).toContain(line);
});

test('with more room it shows more', () => {
  const log = Array.from({ length: 2000 }, (_, index) => `line ${index}`).join('\n');
  const [less, more] = [logWindows(log, 1_000), logWindows(log, 9_000)];
  expect(more.length).toBeGreaterThan(8_000);
  for (const line of less.split('\n').filter((one) => one.startsWith('line')))
    expect(more).toContain(line);
});

test('where there is room, more stands around the error, and not all that follows it', () => {
  const log = [
    ...Array.from({ length: 900 }, (_, index) => `before ${index}`),
    'ERROR: the cause',
    ...Array.from({ length: 3000 }, (_, index) => `after ${index}`),
  ].join('\n');
  const shown = logWindows(log, 20_000);
  expect(shown).toContain('before 840\n');
  expect(shown).toContain('after 59\n');
  expect(shown).not.toContain('after 1500\n');
  expect(shown).not.toContain('after 2500\n');
  expect(shown).toMatch(/\nafter 2700\n[^]*after 2999$/);
});

test('never much more than its room, well formed, and its lines are the log’s own', () => {
  const line = fc.constantFrom(
    'error: x',
    'plain',
    'y'.repeat(3000),
    '[section a]',
    '',
    '\u{1F600}',
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 60 }),
      fc.integer({ min: 200, max: 4000 }),
      (all, room) => {
        const shown = logWindows(all.join('\n'), room);
        expect(shown.length).toBeLessThanOrEqual(room + 100);
        expect(shown.isWellFormed()).toBe(true);
        for (const one of shown.split('\n'))
          expect(
            /left out here|more characters\]$/.test(one) || all.includes(one) || one === '',
          ).toBe(true);
      },
    ),
  );
});

test('where nothing looks like an error, the beginning is short and the end is long', () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
  const shown = logWindows(lines.join('\n'), 2_000).split('\n');
  const gap = shown.findIndex((line) => line.includes('left out'));
  expect(shown.at(0)).toBe('line 0');
  expect(shown.at(-1)).toBe('line 999');
  expect(shown.length - gap).toBeGreaterThan(3 * gap);
});

test('around an error stand four lines before it and eight after, and the end, however little room there is', () => {
  const log = [...numbered('before', 40), 'ERROR: the cause', ...numbered('after', 40)].join('\n');
  expect(logWindows(log, 201).split('\n')).toEqual([
    '[36 lines are left out here]',
    ...numbered('before', 40).slice(36),
    'ERROR: the cause',
    ...numbered('after', 40).slice(0, 8),
    '[32 lines are left out here]',
  ]);
});

test('a log of just its room is whole, of one line more has a gap of one line', () => {
  const log = ['start', 'x'.repeat(300), ...numbered('b', 60)].join('\n');
  expect(logWindows(log, log.length)).toBe(log);
  expect(logWindows(log, log.length - 1)).toContain('\n[1 line is left out here]\n');
});

test('a line that is too long is cut within no character, and says how much is missing', () => {
  const line = `ERROR: ${'x'.repeat(992)}\u{1F600}${'y'.repeat(49)}`;
  const log = [...numbered('a', 200), line].join('\n');
  expect(logWindows(log, 1_500).split('\n').at(-1)).toBe(
    `ERROR: ${'x'.repeat(992)}\uFFFD [50 more characters]`,
  );
  const whole = `ERROR: ${'x'.repeat(993)}`;
  const shown = logWindows([...numbered('a', 200), whole].join('\n'), 1_500);
  expect(shown.split('\n').at(-1)).toBe(whole);
});

test('further errors are shown in their order, each with what stands around it', () => {
  const log = [
    ...numbered('a', 200),
    'error: first',
    ...numbered('b', 200),
    'error: second',
    ...numbered('c', 600),
  ].join('\n');
  const shown = logWindows(log, 5_200);
  expect(shown).toMatch(/a 196\n.*a 199\nerror: first\nb 0\n/s);
  expect(shown).toMatch(/b 196\n.*b 199\nerror: second\nc 0\n.*c 7\n/s);
});

test('a section of a very long name is told by its beginning', () => {
  const log = [
    ...numbered('a', 50),
    `[section ${'s'.repeat(200)}]`,
    ...numbered('b', 50),
    'error: x',
  ].join('\n');
  expect(logWindows(log, 200)).toContain(`, now in section ${'s'.repeat(40)}]\n`);
});

test('an error beyond what is shown of its line is none', () => {
  const log = [
    `${'x'.repeat(1_000)} error: not shown`,
    ...numbered('a', 300),
    'error: shown',
    ...numbered('b', 300),
  ].join('\n');
  expect(logWindows(log, 1_500)).toMatch(/\na 299\nerror: shown\nb 0\n/);
});

test('lines that are too long count as long as they are shown', () => {
  const log = repeated('x'.repeat(2_000), 30).join('\n');
  expect(logWindows(log, 20_000).length).toBeLessThanOrEqual(20_000);
});

test('where a line of the end does not fit, nothing before it is shown instead', () => {
  const log = [...numbered('a', 200), 'x'.repeat(900), ...numbered('b', 20)].join('\n');
  expect(logWindows(log, 500).match(/left out here/g)).toHaveLength(1);
});

test('further errors come before more around the first; where there is room, more stands around each', () => {
  const log = [1, 2, 3, 4]
    .flatMap((nth) => [...numbered(`before${nth}`, 200), `error: ${nth}`])
    .concat(numbered('after', 900))
    .join('\n');
  for (const nth of [1, 2, 3, 4])
    expect(logWindows(log, 2_500)).toContain(`before${nth} 196\nbefore${nth} 197`);
  expect(logWindows(log, 15_000)).toContain('\nbefore2 150\n');
});

test.each(['before', 'after'])(
  'where a line %s a further error does not fit, the errors behind that are left out',
  (place) => {
    const huge = 'x'.repeat(900);
    const around = place === 'before' ? [huge, 'error: second'] : ['error: second', huge];
    const log = [
      'error: first',
      ...numbered('a', 100),
      ...around,
      ...numbered('b', 100),
      'error: third',
      ...numbered('c', 400),
    ].join('\n');
    const shown = logWindows(log, 1_200);
    expect(shown).toContain('\nerror: second\n');
    expect(shown).not.toContain('error: third');
  },
);
