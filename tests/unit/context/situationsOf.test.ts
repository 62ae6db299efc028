import { expect, test } from 'vitest';
import type { Reading } from '../../../utils/context/gather/Reading.ts';
import { situationsOf } from '../../../utils/context/situationsOf.ts';
import type { MergeRequest, Note } from '../../../utils/gitlab/entities.ts';
import { aDiscussion, aMergeRequest, anIssue, aNote, dev, mia } from '../fakes/entities.ts';

const IDS = ['a', 'b', 'c'].map((digit) => digit.repeat(40));
const OPEN = { resolvable: true, resolved: false };

function aReading(page: Reading['page'], threads: Note[][] = []): Reading {
  return {
    type: 'source_branch' in page ? 'merge_request' : 'issue',
    page,
    discussions: {
      ok: true,
      value: threads.map((notes, index) => aDiscussion(notes, { id: IDS[index] ?? '' })),
    },
    thread: { id: undefined },
    people: { me: mia.id, members: null },
    parts: async () => [],
    ids: {},
  };
}

const of = (change: Partial<MergeRequest>) => aReading(aMergeRequest(change));
const kinds = (reading: Reading, failing = false) =>
  situationsOf(reading, [{ name: 'jobs', items: [], cut: [], failing }]).map(({ kind }) => kind);

test('the most pressing stands first: pipeline, conflict, draft, description', () => {
  const all = of({ detailed_merge_status: 'conflict', draft: true, description: ' ' });
  expect(kinds(all, true)).toEqual(['failed_pipeline', 'conflict', 'draft', 'no_description']);
});

test('where all that failed is flaky, the situation names it', () => {
  const found = situationsOf(of({ draft: false }), [
    { name: 'jobs', items: [], cut: [], failing: true, flaky: ['unit'] },
  ]);
  expect(found[0]).toEqual({ kind: 'failed_pipeline', flaky: ['unit'] });
});

test.each([
  ['a merge request that is well', of({ detailed_merge_status: 'mergeable', draft: false })],
  ['one that is merged', of({ state: 'merged', draft: true, description: '' })],
  ['an issue with a description', aReading(anIssue())],
  ['a closed issue', aReading(anIssue({ state: 'closed', description: null }))],
])('%s asks for nothing', (_what, reading) => {
  expect(kinds(reading)).toEqual([]);
});

test('an issue without description asks for one', () => {
  expect(kinds(aReading(anIssue({ description: null })))).toEqual(['no_description']);
});

test('of the open threads in which the asker wrote, the newest counts', () => {
  const place = { new_path: 'src/a.js', new_line: 3 } as Note['position'];
  const reading = aReading(aMergeRequest(), [
    [aNote('first', { ...OPEN, author: mia })],
    [aNote('asked', { ...OPEN, author: dev, position: place }), aNote('mine', { author: mia })],
    [aNote('theirs', { ...OPEN, author: dev })],
  ]);
  expect(situationsOf(reading, [])).toEqual([
    { kind: 'open_thread', discussionId: IDS[1], label: 'src/a.js:3' },
    { kind: 'open_threads', count: 3 },
  ]);
});

test.each([
  ['is resolved', { resolvable: true, resolved: true, author: mia }],
  ['cannot be resolved', { author: mia }],
  ['is by others alone', { ...OPEN, author: dev }],
])('a thread that %s asks for nothing', (_what, note) => {
  expect(kinds(aReading(aMergeRequest(), [[aNote('x', note)]]))).toEqual([]);
});
