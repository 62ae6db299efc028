import { expect, test } from 'vitest';
import { readSarif } from '../../../../utils/setup/ciChecks/readSarif.ts';

const result = (more: object = {}) => ({
  ruleId: 'GL012',
  level: 'error',
  message: { text: 'Image is not pinned' },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: '.gitlab-ci.yml' },
        region: { startLine: 7 },
      },
    },
  ],
  ...more,
});
const report = (...results: object[]) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'glsec' } }, results }] });

test('each result has its rule, place and words', () => {
  expect(readSarif(report(result()))).toEqual([
    { rule: 'GL012', path: '.gitlab-ci.yml', line: 7, message: 'Image is not pinned' },
  ]);
});

test('what is suppressed or passed is left out', () => {
  const suppressed = result({ suppressions: [{ kind: 'inSource' }] });
  expect(readSarif(report(suppressed, result({ level: 'none' })))).toEqual([]);
});

test('a result without a place is one of the file', () => {
  expect(readSarif(report(result({ locations: [] })))).toMatchObject([{ path: null, line: 1 }]);
});

test.each(['', '{', '[]', '{"runs": 1}', report(result({ ruleId: 'GL 1\n' }))])(
  'no report: %s',
  (text) => {
    expect(readSarif(text)).toBeNull();
  },
);

test.each(['../../x', 'https://evil.test/x', 'a/../b', 'a?b', 'a#b', '//x.test/a', 'a%2fb'])(
  'attack: a place outside of the repository is none: %s',
  (uri) => {
    const locations = [{ physicalLocation: { artifactLocation: { uri } } }];
    expect(readSarif(report(result({ locations })))).toMatchObject([{ path: null }]);
  },
);

test('attack: words that turn the text around them, long ones and many are cut', () => {
  const [found] =
    readSarif(report(result({ message: { text: `a\u202Eb${'x'.repeat(9_000)}` } }))) ?? [];
  expect(found?.message).not.toContain('\u202E');
  expect(found?.message.length).toBeLessThan(300);
  expect(readSarif(report(...Array.from({ length: 500 }, () => result())))).toHaveLength(40);
});
