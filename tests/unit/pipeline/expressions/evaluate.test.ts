import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../utils/pipeline/expressions/evaluate.ts';

const variables = new Map<string, string | null>([
  ['SOURCE', 'api'],
  ['BRANCH', 'main'],
  ['DEFAULT', 'main'],
  ['EMPTY', ''],
  ['ABSENT', null],
  ['PATTERN', '/^ma/'],
  ['BLANKS', '  '],
  ['NO_PATTERN', '/\\h/'],
  ['ONE_EMOJI', '😀'],
  ['LONG', 'x'.repeat(5000)],
  ['SLASHED', 'a/b'],
]);

test.each([
  ['$SOURCE', 'true'],
  ['$EMPTY', 'false'],
  ['$ABSENT', 'false'],
  ['$SECRET', 'unknown'],
  ['$SOURCE == "api"', 'true'],
  ["$SOURCE == 'web'", 'false'],
  ['$SOURCE != "web"', 'true'],
  ['$BRANCH == $DEFAULT', 'true'],
  ['$ABSENT == null', 'true'],
  ['$EMPTY == null', 'false'],
  ['$EMPTY == ""', 'true'],
  ['$SECRET == null', 'unknown'],
  ['"api" == $SOURCE', 'true'],
  ['$SOURCE =~ /^(api|trigger|web)$/', 'true'],
  ['$SOURCE =~ /API/', 'false'],
  ['$SOURCE =~ /API/i', 'true'],
  ['$SOURCE !~ /^web/', 'true'],
  ['$BRANCH =~ $PATTERN', 'true'],
  ['$BRANCH =~ $ABSENT', 'false'],
  ['$BRANCH !~ $ABSENT', 'true'],
  ['$ABSENT =~ /^$/', 'true'],
  ['$BRANCH =~ /feature\\/.*/', 'false'],
  ['$SECRET =~ /x/', 'unknown'],
  ['$SOURCE && $BRANCH', 'true'],
  ['$SOURCE && $ABSENT', 'false'],
  ['$SECRET && $ABSENT', 'false'],
  ['$SECRET && $BRANCH', 'unknown'],
  ['$SECRET || $BRANCH', 'unknown'],
  ['$GITLAB_USER_NAME || $BRANCH', 'true'],
  ['$AI_FLOW_INPUT =~ /deploy/', 'unknown'],
  ['$AI_FLOW_INPUT', 'true'],
  ['$SECRET || $ABSENT', 'unknown'],
  ['$ABSENT || $BRANCH', 'true'],
  ['$ABSENT && $BRANCH || $SOURCE', 'true'],
  ['$SOURCE || $BRANCH && $ABSENT', 'true'],
  ['($SOURCE || $BRANCH) && $ABSENT', 'false'],
  ['($SOURCE == "api" && ($BRANCH == "x" || $BRANCH == "main"))', 'true'],
  ['$SOURCE == "api"&&$BRANCH=="main"', 'true'],
  ['$BLANKS', 'false'],
  ['$EMPTY && $BRANCH', 'true'],
  ['$EMPTY || $BRANCH', 'false'],
  ['($SECRET || $EMPTY) || $BRANCH', 'unknown'],
  ['$BRANCH =~ $DEFAULT', 'true'],
  ['$BRANCH =~ "the main one"', 'true'],
  ['$BRANCH =~ "mai"', 'false'],
  ['$ABSENT =~ $NO_PATTERN', 'true'],
  ['$ONE_EMOJI =~ /^.$/', 'true'],
  ['/ab/ == /ab/', 'true'],
  ['/ab/ == /cd/', 'false'],
  ['/ab/ == /ab/i', 'false'],
  ['/ab/ == "ab"', 'unknown'],
  ['$BRANCH =~ false', 'false'],
  ['$BRANCH =~ null', 'false'],
  ['$BRANCH =~ true', 'unknown'],
  ['/ab/ =~ /ab/', 'unknown'],
  ['/ab/ =~ "x"', 'false'],
  ['"" == $GITLAB_USER_NAME', 'false'],
  ['$SECRET == ""', 'unknown'],
  ['true == $SECRET', 'unknown'],
  ["$BRANCH == 'main'", 'true'],
  ['$BRANCH == $[[ inputs.other ]]', 'false'],
  ['$ABSENT == $[[inputs.other]]', 'true'],
  ['$SLASHED =~ /^a\\/b$/', 'true'],
  ['"" == $EMPTY', 'true'],
  ["'' == $EMPTY", 'true'],
  ['$BRANCH == true', 'false'],
  ['$BRANCH != null == true', 'true'],
  ['true', 'true'],
  ['false || $BRANCH', 'true'],
  ['$GITLAB_USER_NAME', 'true'],
  ['$GITLAB_USER_NAME == null', 'false'],
  ['$GITLAB_USER_NAME == "Mia"', 'unknown'],
  ['$BRANCH =~ /x/', 'unknown'],
])('%s is %s', (condition, truth) => {
  expect(evaluate(condition, variables)).toBe(truth);
});

test.each([
  ['$BRANCH =~ /(?i)MAIN/', 'true'],
  ['$BRANCH =~ /main/U', 'true'],
  ['$BRANCH =~ /\\Amai[[:alpha:]]\\z/', 'true'],
  ['$BRANCH =~ /\\Aain/', 'false'],
])('%s, as RE2 reads it, is %s', (condition, truth) => {
  expect(evaluate(condition, variables)).toBe(truth);
});

test('attack: a pattern that would go back for ever is matched step by step', () => {
  const looping = new Map([['TEXT', `${'a'.repeat(1_900)}!`]]);
  for (const pattern of ['^(([a-f0-9])+)+$', '^(a+)+$', '^(a|aa)+$', '(a*)*b', '(.*a){12}b'])
    expect(evaluate(`$TEXT =~ /${pattern}/`, looping)).toBe('false');
});

describe('unknown rather than guessed', () => {
  test.each([
    ['a pattern that RE2 does not take', '$BRANCH =~ /ma(in/'],
    ['what only other engines know', '$BRANCH =~ /(?=main)/'],
    ['a pattern that is written out a thousand times', '$BRANCH =~ /(main){1000}/'],
    ['a long text', '$LONG =~ /(x+x+)+y/'],
    ['what is no condition', '$BRANCH =='],
    ['nothing', ''],
    ['an open parenthesis', '($BRANCH'],
    ['two operands', '$BRANCH $SOURCE'],
    ['other signs', '$BRANCH > 3'],
  ])('%s', (_, condition) => {
    expect(evaluate(condition, variables)).toBe('unknown');
  });
});

test('any text is judged without an error, and knowing more never turns true into false', () => {
  const pieces = fc.constantFrom(
    '$A',
    '$B',
    '"x"',
    'null',
    '==',
    '&&',
    '||',
    '!=',
    '(',
    ')',
    '=~',
    '/x/',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), fc.constantFrom('x', '', null), (list, b) => {
      const condition = list.join(' ');
      const less = evaluate(condition, new Map([['A', 'x']]));
      const more = evaluate(
        condition,
        new Map([
          ['A', 'x'],
          ['B', b],
        ] as const),
      );
      expect(['unknown', more]).toContain(more === 'unknown' ? more : less);
    }),
    { numRuns: 3000 },
  );
});
