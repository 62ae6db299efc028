import { describe, expect, test } from 'vitest';
import { describeDiscussions } from '../../../utils/context/describe/describeDiscussions.ts';
import { withBoundary } from '../../../utils/context/describe/heads.ts';
import type { Reading } from '../../../utils/context/gather/Reading.ts';
import { openThreadsOf } from '../../../utils/context/openThreadsOf.ts';
import { withThreads } from '../../../utils/context/withThreads.ts';
import type { Discussion, MergeRequest, Note } from '../../../utils/gitlab/entities.ts';
import { aContext } from '../fakes/aGathered.ts';
import { aDiscussion, aMergeRequest, anIssue, aNote, dev, mia } from '../fakes/entities.ts';

const OPEN = { resolvable: true, resolved: false };
const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const people = { me: mia.id, members: null };

function at(head: string): Note['position'] {
  return { new_path: 'src/a.js', new_line: 3, head_sha: head } as Note['position'];
}

function listed(discussions: Discussion[], page: Reading['page'] = aMergeRequest()) {
  const reading = { page, discussions: { ok: true, value: discussions }, people } as Reading;
  return openThreadsOf(reading);
}

function thread(id: string, ...notes: Note[]): Discussion {
  return aDiscussion(notes, { id, individual_note: false });
}

describe('the threads that can be resolved', () => {
  test('are named by author, place and first words, oldest first', () => {
    const first = aNote('Must not go below zero.\n\nSee above.', { ...OPEN, author: dev });
    const general = aNote('Why?', { ...OPEN, author: mia });
    expect(
      listed([thread(ONE, { ...first, position: at('c0ffee') }), thread(TWO, general)]),
    ).toEqual([
      {
        id: ONE,
        author: dev.name,
        place: 'src/a.js:3',
        words: 'Must not go below zero.',
        mine: false,
        outdated: true,
      },
      { id: TWO, author: mia.name, place: null, words: 'Why?', mine: true, outdated: false },
    ]);
  });

  test('on the newest version of the diff are not outdated', () => {
    const page = aMergeRequest();
    const [one] = listed([thread(ONE, aNote('x', { ...OPEN, position: at(page.sha ?? '') }))]);
    expect(one?.outdated).toBe(false);
  });

  test.each<[string, Note]>([
    ['is resolved', aNote('x', { resolvable: true, resolved: true })],
    ['cannot be resolved', aNote('x')],
    ['is GitLab’s own note', aNote('x', { ...OPEN, system: true })],
    ['is internal', aNote('x', { ...OPEN, internal: true })],
  ])('do not hold one that %s', (_what, note) => {
    expect(listed([thread(ONE, note)])).toEqual([]);
  });

  test('do not hold one with a single internal note', () => {
    for (const mark of [{ internal: true }, { confidential: true }]) {
      const notes = [aNote('x', OPEN), aNote('y', { ...OPEN, ...mark })];
      expect(listed([thread(ONE, ...notes)])).toEqual([]);
    }
  });

  test('are none on an issue and on a merge request that is not open', () => {
    const discussions = [thread(ONE, aNote('x', OPEN))];
    const merged: Partial<MergeRequest> = { state: 'merged' };
    expect(listed(discussions, aMergeRequest(merged))).toEqual([]);
    expect(listed(discussions, anIssue())).toEqual([]);
  });

  test('begin in one short line', () => {
    const [found] = listed([thread(ONE, aNote('long '.repeat(100), OPEN))]);
    expect(found?.words).toHaveLength(140);
  });
});

async function parts(outdated: boolean, others: boolean) {
  const discussions = [thread(ONE, aNote('First.', OPEN)), thread(TWO, aNote('Second.', OPEN))];
  const { threads } = await describeDiscussions(
    discussions,
    'merge_request',
    { id: undefined },
    people,
  );
  const context = aContext({ parts: [{ name: 'threads', items: threads, cut: [] }] });
  const asked = { id: TWO, author: '', place: null, words: '', mine: false, outdated };
  const [part] = withThreads(context, [asked], others).parts;
  return (part?.items ?? []).map((item) => ({ ...item, text: withBoundary(item.text, 'MARK') }));
}

describe('in the prompt, threads that are to be resolved', () => {
  test('stand first, marked by their ids, and go last when not all fits', async () => {
    const [first, second] = await parts(false, true);
    expect(first?.text).toMatch(
      new RegExp(`^=== MARK Thread ${TWO}, to be resolved, \\(open\\)\n`),
    );
    expect(first).toMatchObject({ asked: true, tier: 'asked' });
    expect(second?.text).toMatch(/^=== MARK Thread \(open\)\n/);
    expect(first?.rewrite?.(new Set()).text).toContain(`Thread ${TWO}, to be resolved`);
  });

  test('say where their line is of an earlier version', async () => {
    expect((await parts(true, true))[0]?.text).toContain(
      `Thread ${TWO}, to be resolved (its line is of an earlier version of the diff),`,
    );
  });

  test('go along alone where the others are switched off', async () => {
    expect(await parts(false, false)).toHaveLength(1);
  });
});
