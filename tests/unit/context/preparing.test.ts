import { expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { gatherContext } from '../../../utils/context/gather/gatherContext.ts';
import { aDiff, aMergeRequest, mergeRequestPage } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** As GitLab 18.9 answers in the first seconds. */
const young = {
  changes_count: null,
  prepared_at: null,
  detailed_merge_status: 'preparing',
};

async function diffOf(answers: Partial<GitLab>) {
  const context = await gatherContext(fakeGitLab(answers), mergeRequestPage);
  if (!context.ok) throw new Error(context.failure.kind);
  return context.value.parts.find(({ name }) => name === 'diff');
}

test('a merge request whose diff is not ready is not taken for one without changes', async () => {
  const answers: Partial<GitLab> = {
    mergeRequest: async () => ok(aMergeRequest(young)),
    diffs: async () => ok([]),
  };
  expect(await diffOf(answers)).toMatchObject({
    items: [],
    failure: { reason: 'preparing' },
  });
});

test('a diff that became ready between two answers is read again', async () => {
  const ready = { changes_count: '1', prepared_at: '2026-11-28T10:00:00Z' };
  let asked = 0;
  const diff = await diffOf({
    mergeRequest: async () => ok(aMergeRequest({ ...ready, detailed_merge_status: 'mergeable' })),
    diffs: async () => ok(asked++ === 0 ? [] : [aDiff('src/cart.js', '+1')]),
  });
  expect(diff?.items.map(({ label }) => label)).toEqual(['src/cart.js']);
});

test('one without changes, and one of old, are what they are', async () => {
  const diff = await diffOf({
    mergeRequest: async () => ok(aMergeRequest({ changes_count: null, prepared_at: null })),
    diffs: async () => ok([]),
  });
  expect(diff?.failure).toBeUndefined();
});

test('what is there already, or was prepared once, is no merge request in the making', async () => {
  const early = await diffOf({
    mergeRequest: async () => ok(aMergeRequest(young)),
    diffs: async () => ok([aDiff('src/cart.js', '+1')]),
  });
  expect(early?.items.map(({ label }) => label)).toEqual(['src/cart.js']);
  const again = { ...young, prepared_at: '2026-11-28T10:00:00Z' };
  const diff = await diffOf({
    mergeRequest: async () => ok(aMergeRequest(again)),
    diffs: async () => ok([]),
  });
  expect(diff?.failure).toBeUndefined();
});

test('a diff that cannot be read says why, and is not asked for again', async () => {
  let asked = 0;
  const diff = await diffOf({
    mergeRequest: async () => ok(aMergeRequest({ ...young, changes_count: '3' })),
    diffs: async () => {
      asked += 1;
      return fails('network');
    },
  });
  expect([diff?.failure, asked]).toEqual([{ kind: 'network' }, 1]);
});

test.each(['0', null])('a diff of %s files is not asked for again', async (count) => {
  let asked = 0;
  await diffOf({
    mergeRequest: async () => ok(aMergeRequest({ changes_count: count })),
    diffs: async () => {
      asked += 1;
      return ok([]);
    },
  });
  expect(asked).toBe(1);
});
