import { describe, expect, test, vi } from 'vitest';
import { cutWords } from '../../../components/ask/evidence/cutWords.ts';
import { labelWords } from '../../../components/ask/evidence/labelWords.ts';
import { ABSENCES, type Cut, cutText, RELATIONS } from '../../../utils/context/Cut.ts';
import { FAILURE_KINDS } from '../../../utils/gitlab/Failure.ts';

vi.mock('#i18n', async () => import('./words.ts'));

test.each<[Cut, string]>([
  [{ kind: 'omitted', label: 'a.ts', why: 'left_out', bytes: 2048 }, 'a.ts: left out (2.0 KB)'],
  [
    {
      kind: 'omitted',
      label: { what: 'part', path: 'a.ts', part: 2, parts: 3 },
      why: { gone: 1, parts: 3 },
      bytes: 0,
    },
    'a.ts (part 2 of 3): 1 of 3 parts left out',
  ],
  [
    { kind: 'folder', folder: 'src/', count: 9, why: 'binary', bytes: 0, names: ['a', 'b'] },
    'src/ (9 files), binary: a, b, 7 more',
  ],
  [
    {
      kind: 'several',
      count: 3,
      bytes: 1024,
      labels: [{ what: 'thread', author: '@mia', day: '2026-11-24' }],
    },
    'left out (1.0 KB): Thread by @mia, Nov 24, 2026, 2 more',
  ],
  [
    { kind: 'shortened', label: { what: 'description' }, kept: 1024, bytes: 2048 },
    'Description: cut after 1.0 KB of 2.0 KB',
  ],
  [{ kind: 'strangers', count: 1 }, '1 comment from a non-member'],
  [
    { kind: 'unread_list', of: 'issue', relation: 'closes', failure: 'network' },
    "Issues that close this: couldn't be read. GitLab could not be reached.",
  ],
])('what is left out stands in the panel in its own words: %j', (cut, words) => {
  expect(cutWords(cut)).toBe(words);
});

describe('there are words for', () => {
  test('every reason for which a file has no text', () => {
    for (const why of ABSENCES)
      expect(cutWords({ kind: 'omitted', label: 'a', why, bytes: 0 })).toMatch(/^a: ./);
  });

  test('every list of linked items, and every failure', () => {
    for (const of of ['issue', 'merge_request'] as const)
      for (const relation of RELATIONS)
        for (const failure of FAILURE_KINDS)
          expect(cutWords({ kind: 'unread_list', of, relation, failure })).toMatch(/\. ./);
  });

  test('an invalid date stays as it is', () => {
    expect(labelWords({ what: 'comment', author: '@?', day: '?' })).toBe('Comment by @?, ?');
  });
});

test('the prompt’s words are not the panel’s', () => {
  const cut: Cut = { kind: 'more', count: 3 };
  expect([cutText(cut), cutWords(cut)]).toEqual(['and 3 more that are not named here', '3 more']);
});
