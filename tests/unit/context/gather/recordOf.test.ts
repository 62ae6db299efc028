import { expect, test } from 'vitest';
import { recordOf } from '../../../../utils/context/gather/recordOf.ts';
import { aMergeRequest, anIssue, SITE } from '../../fakes/entities.ts';

test('of an issue: state, times, address, author, labels, milestone, and whether it is confidential', () => {
  const milestone = { id: 3, title: 'Autumn\u202E' };
  expect(recordOf(anIssue({ milestone, confidential: true, labels: ['bug', 'a\u200Bb'] }))).toEqual(
    {
      facts: {
        state: 'opened',
        created_at: '2026-10-01T08:00:00Z',
        updated_at: '2026-10-01T08:00:00Z',
        web_url: `${SITE}/acme/webshop/-/issues/12`,
        confidential: true,
        milestone_id: 3,
      },
      texts: { author: 'mia', labels: ['bug', 'ab'], milestone: 'Autumn' },
    },
  );
});

test('an issue without a milestone has none, and is open to whoever reads the project', () => {
  const { facts, texts } = recordOf(anIssue({ milestone: null }));
  expect(facts).toMatchObject({ confidential: false, milestone_id: null });
  expect(texts).not.toHaveProperty('milestone');
});

test('of a merge request: its branches too, and whether it is a draft', () => {
  const record = recordOf(aMergeRequest({ draft: true, source_branch: 'fix\u200B' }));
  expect(record.facts).toEqual({
    state: 'opened',
    created_at: '2026-10-02T08:00:00Z',
    updated_at: '2026-10-02T08:00:00Z',
    web_url: `${SITE}/acme/webshop/-/merge_requests/34`,
    draft: true,
  });
  expect(record.texts).toEqual({
    author: 'dev',
    labels: [],
    source_branch: 'fix',
    target_branch: 'main',
  });
  expect(recordOf(aMergeRequest()).facts['draft']).toBe(false);
});
