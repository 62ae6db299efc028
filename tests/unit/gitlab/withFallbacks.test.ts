import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Discussion, Issue, Linked, MergeRequest } from '../../../utils/gitlab/entities.ts';

const ids = { id: 1, iid: 2, project_id: 3 };

describe('an answer that lacks fields', () => {
  test('is read all the same, and says which', () => {
    const issue = Issue.parse({ ...ids, title: 'A', state: 'opened', labels: 'bug' });
    expect(issue).toMatchObject({ title: 'A', labels: [], description: null });
    expect(issue.author.username).toBe('unknown');
    expect(issue.missing?.toSorted()).toEqual(
      ['author', 'created_at', 'description', 'labels', 'updated_at', 'web_url'].toSorted(),
    );
  });

  test('without ids is none', () => {
    expect(MergeRequest.safeParse({ title: 'A' }).success).toBe(false);
    expect(Issue.safeParse(null).success).toBe(false);
    expect(Issue.safeParse([ids]).success).toBe(false);
  });

  test('in a note costs that field of that note', () => {
    const discussion = Discussion.parse({ id: 'a', notes: [{ id: 1, body: 'hi', author: null }] });
    expect(discussion.notes[0]).toMatchObject({ body: 'hi', author: { username: 'unknown' } });
    expect(discussion.missing).toEqual(['individual_note']);
  });

  test('of an outside tracker is a linked thing too', () => {
    expect(Linked.parse({ id: 'SHOP-1', title: 'From Jira' })).toMatchObject({ iid: null });
  });

  test('may have any shape at all', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue()), (odd) => {
        const { missing, ...issue } = Issue.parse({ ...whole, ...odd, ...ids });
        expect(Issue.parse(issue)).toEqual(issue);
        expect(Array.isArray(missing ?? [])).toBe(true);
      }),
    );
  });
});

const whole = {
  title: 'A',
  description: null,
  state: 'opened',
  labels: [],
  author: { id: 1, username: 'mia', name: 'Mia' },
  assignees: [],
  milestone: null,
  references: { full: 'a/b#2' },
  created_at: '2026-10-01T08:00:00Z',
  updated_at: '2026-10-01T08:00:00Z',
  web_url: 'https://gitlab.test/a',
};

test('an answer that lacks nothing says nothing', () => {
  expect(Issue.parse({ ...whole, ...ids })).not.toHaveProperty('missing');
});
