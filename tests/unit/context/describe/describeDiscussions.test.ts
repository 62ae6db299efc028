import { describe, expect, test } from 'vitest';
import {
  type AskedThread,
  describeDiscussions,
  isResolved,
  openPlaces,
  threadLabelOf,
} from '../../../../utils/context/describe/describeDiscussions.ts';
import type { People } from '../../../../utils/context/People.ts';
import type { Discussion, Note } from '../../../../utils/gitlab/entities.ts';
import { readMention } from '../../../../utils/mentions/readMention.ts';
import { STATUS_WORDS } from '../../../../utils/page/notes/statusNote.ts';
import { bare } from '../../fakes/bare.ts';
import { aDiscussion, aNote, dev, mia, THREAD } from '../../fakes/entities.ts';

const NOBODY: People = { me: null, members: null };
const position = { old_path: 'old.js', new_path: 'src/cart.js', old_line: null, new_line: 7 };

function described(
  discussions: Discussion[],
  type: 'issue' | 'merge_request' = 'merge_request',
  thread: AskedThread = { id: undefined },
) {
  return describeDiscussions(discussions, type, thread, NOBODY);
}

function aThread(more: Partial<Note> = {}, id = THREAD): Discussion {
  return aDiscussion([aNote('Why?', more)], { id });
}

describe('a thread', () => {
  test('is named by where it stands, else by its first author', async () => {
    expect(threadLabelOf(aThread({ position }))).toBe('src/cart.js:7');
    const old = { ...position, new_path: '', new_line: null, old_line: 9 };
    expect(threadLabelOf(aThread({ position: { ...old, new_path: 'a.js' } }))).toBe('a.js:9');
    expect(threadLabelOf(aThread({ position: { ...old, old_line: null, new_path: 'a.js' } }))).toBe(
      'a.js',
    );
    const system = aNote('changed the description', { system: true, author: dev });
    expect(threadLabelOf(aDiscussion([system, aNote('Why?')]))).toBe('Mia Maintainer');
    expect(threadLabelOf(aDiscussion([system]))).toBe('Dev Developer');
    expect(threadLabelOf(aDiscussion([]))).toBe('');
  });

  test('is resolved where all of it that can be is', async () => {
    const open = aNote('x', { resolvable: true, resolved: false });
    const done = { ...open, resolved: true };
    expect(isResolved([aNote('x')])).toBe(false);
    expect(isResolved([aNote('x'), done])).toBe(true);
    expect(isResolved([done, open])).toBe(false);
  });

  test('that is open says where the diff counts for more', async () => {
    const resolved = aThread({ position, resolvable: true, resolved: true });
    expect(openPlaces([aThread({ position }), resolved, aThread()])).toEqual([position]);
  });
});

describe('what is written', () => {
  test('says what it is, where it stands, and who said what when', async () => {
    const discussion = aThread({ position, resolvable: true, resolved: false });
    const [item] = (await described([discussion])).threads;
    expect(bare(item?.text)).toBe(
      '=== Thread on src/cart.js:7 (open)\n=== @mia (membership unknown) at 2026-10-03 08:00 UTC:\nWhy?',
    );
    expect(item?.label).toEqual({ what: 'thread', author: '@mia', day: '2026-10-03' });
    const done = (await described([aThread({ resolvable: true, resolved: true })])).threads[0];
    expect(done?.text).toContain('Thread (resolved)\n');
    const plain = (await described([aDiscussion([aNote('Yes')], { individual_note: true })]))
      .comments[0];
    expect(bare(plain?.text)).toMatch(/^=== Comment\n/);
  });

  test('of an issue stands among the comments, of a merge request apart', async () => {
    const both = [aThread(), aDiscussion([aNote('Yes')], { individual_note: true })];
    const counts = async (type: 'issue' | 'merge_request') => {
      const { comments, threads } = await described(both, type);
      return [comments.length, threads.length];
    };
    expect([await counts('issue'), await counts('merge_request')]).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  test('is nothing of what GitLab itself notes', async () => {
    const system = aDiscussion([aNote('changed the title', { system: true })]);
    expect(await described([system])).toMatchObject({ comments: [], threads: [], asked: null });
  });
});

describe('the thread that was asked from', () => {
  const discussions = [aThread({}, 'c'.repeat(40)), aThread({ position })];

  test('comes first, counts for most, and brings the code that it is about', async () => {
    const code = [{ title: 'The code', text: 'return total;' }];
    const { threads, asked } = await described(discussions, 'merge_request', { id: THREAD, code });
    expect(asked).toEqual({ label: 'src/cart.js:7', internal: false });
    expect(threads[0]).toMatchObject({ asked: true, tier: 'asked' });
    expect(threads[0]?.text).toContain('Thread that is asked about on src/cart.js:7');
    expect(bare(threads[0]?.text)).toContain('\n=== The code:\nreturn total;');
    expect(threads[1]).not.toHaveProperty('asked');
  });

  test('is on also where it is internal, which is told', async () => {
    const internal = [aThread({ internal: true })];
    const { threads, asked } = await described(internal, 'merge_request', { id: THREAD });
    expect(asked?.internal).toBe(true);
    expect(threads[0]).not.toHaveProperty('restricted');
  });

  test('is told to be internal where one note of it is', async () => {
    const mixed = aDiscussion([aNote('Open'), aNote('Secret', { internal: true })], { id: THREAD });
    const { asked } = await described([mixed], 'merge_request', { id: THREAD });
    expect(asked?.internal).toBe(true);
  });
});

test('internal notes are an item of their own, off until they are switched on', async () => {
  for (const mark of [{ internal: true }, { confidential: true }]) {
    const discussion = aDiscussion([aNote('Open'), aNote('Secret', mark)], { id: THREAD });
    const { threads } = await described([discussion]);
    expect(threads.map(({ restricted }) => restricted)).toEqual([
      undefined,
      { id: `discussion:${THREAD}`, visibility: 'internal' },
    ]);
    expect(threads[0]?.text).not.toContain('Secret');
    expect(threads[1]?.text).toContain('Secret');
  }
});

test('internal notes stay off where strangers’ words are left out of them', async () => {
  const secret = { internal: true };
  const notes = [aNote('Ours', secret), aNote('Theirs', { ...secret, author: dev })];
  const people: People = { me: null, members: new Set([mia.id]) };
  const discussions = [aDiscussion(notes, { id: THREAD })];
  const none = { id: undefined };
  const { threads } = await describeDiscussions(discussions, 'merge_request', none, people);
  const restricted = { id: `discussion:${THREAD}`, visibility: 'internal' };
  expect(threads).toMatchObject([{ restricted, membersOnly: { restricted } }]);
});

test('the twenty newest that are open count for more than the others', async () => {
  const many = Array.from({ length: 22 }, (_, index) => aThread({}, `${index}`.padStart(40, '0')));
  const resolved = aThread({ resolvable: true, resolved: true }, 'e'.repeat(40));
  const tiers = (await described([...many, resolved])).threads.map(({ tier }) => tier);
  expect(tiers).toEqual(['older', 'older', ...Array.from({ length: 20 }, () => 'recent'), 'older']);
});

test('what our job says before it has an answer, or where it has none, is nobody’s comment', async () => {
  const said = Object.values(STATUS_WORDS).map((words) =>
    aNote(
      `${words}\n\n---\n*Claude Code in a CI job of [pipeline 77](x), asked by @\u2060claude.*`,
    ),
  );
  const alone = await described([aDiscussion(said, { individual_note: true })]);
  expect([alone.comments, alone.threads]).toEqual([[], []]);
  const [item] = (await described([aDiscussion([aNote('Why?'), ...said])])).threads;
  expect(item && bare(item.text)).not.toContain('Claude');
  expect(said.map(({ body }) => readMention(body))).toEqual(said.map(() => null));
});
