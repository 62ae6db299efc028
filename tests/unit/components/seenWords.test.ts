import { expect, test, vi } from 'vitest';
import { seenWords } from '../../../components/ui/seenWords.ts';
import { SEEN } from '../../../utils/gitlab/Failure.ts';
import { keysAt } from './words.ts';

vi.mock('#i18n', () => import('./words.ts'));

test('everything that can be seen has its words', () => {
  expect(keysAt('seen').toSorted()).toEqual([...SEEN].toSorted());
});

test.each([
  ['rule_size', ['20480', '30720'], 'A request can hold at most 20 KB; this one holds 30 KB.'],
  ['rule_cap', ['5.5', '5'], 'This project has cost $5.50 today; the limit for a day is $5.00.'],
  ['rule_preset', ['ask'], "The preset ask isn't allowed."],
] as const)(
  'of %s sizes and costs are written for people, names as they are',
  (what, values, words) => {
    expect(seenWords({ what, values: [...values] })).toBe(words);
  },
);
