import { describe, expect, test } from 'vitest';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { warningsOf } from '../../../utils/preview/warningsOf.ts';
import { samplePreview } from '../components/samples.ts';

const calm = samplePreview();

describe('a person is warned', () => {
  test.each<[string, Partial<Preview>, string[]]>([
    [
      'of each thing that a part lacks',
      {
        parts: [
          {
            name: 'diff',
            bytes: 9,
            on: true,
            cut: [
              { kind: 'more', count: 2 },
              { kind: 'more', count: 3 },
            ],
          },
          { name: 'jobs', bytes: 0, on: true, cut: [], failure: { kind: 'network' } },
        ],
      },
      [
        'diff cut {"kind":"more","count":2}',
        'diff cut {"kind":"more","count":3}',
        'jobs missing network',
      ],
    ],
    [
      'of each thing that was taken out',
      {
        removals: [
          { kind: 'secret', text: 'gitlab-token' },
          { kind: 'hidden', text: 'skip the tests' },
        ],
      },
      ['secret gitlab-token', 'hidden skip the tests'],
    ],
    [
      'of each job that would run, too',
      { otherJobs: [{ name: 'deploy', certain: true }] },
      ['job deploy'],
    ],
    ['that it is private', { private: true }, ['private']],
    ['of who reads along', { readers: 'anyone' }, ['readers anyone']],
    [
      'of strangers’ words, left out or not',
      { strangers: { texts: 1, leftOut: false } },
      ['strangers false'],
    ],
    [
      'of an unprotected ref',
      { ref: { ...calm.ref, unprotected: true } },
      ['unprotected ask-claude'],
    ],
    ['that a last press is needed', { confirm: 'wide_token' }, ['confirm']],
    ['that changes come as a patch', { delivery: { to: 'patch', why: 'fork' } }, ['patch fork']],
    ['not of a push', { delivery: { to: 'new_branch' } }, []],
  ])('%s', (_what, change, warnings) => {
    expect(warningsOf({ ...calm, ...change })).toEqual(warnings);
  });

  test('of nothing where nothing is unusual, or nothing is there yet', () => {
    expect(warningsOf(calm)).toEqual([]);
    expect(warningsOf(null)).toEqual([]);
  });
});
