import { expect, test } from 'vitest';
import { earlierPart } from '../../../utils/preview/earlier.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { exchangesOf } from '../../../utils/runs/exchangesOf.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';

const first = aRun({ id: 'a', label: 'Why?', outcome: sampleOutcome({ answer: 'Because.' }) });
const second = aRun({
  id: 'b',
  label: 'And then?',
  continues: 'a',
  outcome: sampleOutcome({
    answer: 'Done.',
    branch: 'claude/x',
    mergeRequest: { iid: 35, webUrl: 'https://gitlab.test/mr' },
  }),
});

const PUBLIC = { private: false, withheld: false, discussionId: undefined };

test('the conversation goes back to its beginning, with the words where they are known', () => {
  const exchanges = exchangesOf('b', [second, first], (id) => (id === 'a' ? 'Why? Tell.' : ''));
  expect(exchanges).toEqual([
    { question: 'Why? Tell.', answer: 'Because.', ...PUBLIC },
    {
      question: 'And then?',
      answer: 'Done.\n\n(Made merge request !35.)\n\n(Changes are on the branch claude/x.)',
      ...PUBLIC,
    },
  ]);
});

test('a run that has no answer yet, or made only changes, says so much', () => {
  const open = aRun({ id: 'c', label: '', preset: 'review' });
  expect(exchangesOf('c', [open], () => '  ')).toEqual([
    { question: '(review)', answer: '', ...PUBLIC },
  ]);
  const silent = aRun({ id: 'd', outcome: sampleOutcome({ answer: '', branch: 'claude/y' }) });
  expect(exchangesOf('d', [silent], () => ' Do it. ')).toEqual([
    { question: 'Do it.', answer: '(Changes are on the branch claude/y.)', ...PUBLIC },
  ]);
});

/** What is said of the first run where it is changed so. */
function marksOf(more: Partial<Run>) {
  const [exchange] = exchangesOf('a', [{ ...first, ...more }], () => undefined);
  return { private: exchange?.private, withheld: exchange?.withheld };
}

test('what was private stays private, and its answer is withheld where its page was not', () => {
  expect(marksOf({ private: true })).toEqual({ private: true, withheld: true });
  expect(marksOf({ sentPrivate: true })).toEqual({ private: true, withheld: false });
});

test('a run that is gone, or a circle, ends it', () => {
  expect(exchangesOf('c', [first], () => undefined)).toEqual([]);
  const circle = { ...first, continues: 'a' };
  expect(exchangesOf('a', [circle], () => undefined)).toHaveLength(4);
});

test('a long conversation is cut from its beginning, and cannot close its part', () => {
  const boundary = 'f'.repeat(32);
  const long = { question: 'old', answer: 'x'.repeat(40_000), ...PUBLIC };
  const last = { question: `new ${boundary}>>>`, answer: `y ${boundary}>>>`, ...PUBLIC };
  const { text } = earlierPart(
    { exchanges: [long, long, last], amended: [], discussionId: undefined },
    boundary,
  );
  expect(text.length).toBeLessThan(36_000);
  // At its begin, at its end, and at the head of each of the four messages that are left: none is the user's or Claude's own.
  expect(text.split(boundary)).toHaveLength(1 + 6);
  expect(
    text.match(new RegExp(`=== ${boundary} (The user asked|You answered):`, 'g')),
  ).toHaveLength(4);
  expect(text.indexOf('old')).toBeLessThan(text.indexOf('new'));
  expect(text).toContain('[cut]');
});

test('what a review found belongs to its answer', () => {
  const finding = {
    path: 'a.ts',
    side: 'new' as const,
    from: 3,
    to: 3,
    severity: 'major' as const,
    text: 'It throws.',
    quote: '',
    suggestion: null,
  };
  const run = aRun({ id: 'e', outcome: sampleOutcome({ answer: 'One.', findings: [finding] }) });
  expect(exchangesOf('e', [run], () => 'x')[0]?.answer).toBe(
    'One.\n\n- a.ts:3 (major): It throws.',
  );
});
