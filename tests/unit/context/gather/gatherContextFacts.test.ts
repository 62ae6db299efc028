import { describe, expect, test, vi } from 'vitest';
import { CleaningBudget } from '../../../../utils/context/clean/CleaningBudget.ts';
import { gatherContext } from '../../../../utils/context/gather/gatherContext.ts';
import type { GatherOptions } from '../../../../utils/context/gather/GatherOptions.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { PageRef } from '../../../../utils/page/PageRef.ts';
import {
  aDiscussion,
  aJob,
  aMergeRequest,
  aNote,
  anIssue,
  aPipeline,
  issuePage,
  mergeRequestPage,
  THREAD,
} from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const open = aNote('Must not go below zero.', { resolvable: true, resolved: false });
const answers: Partial<GitLab> = {
  issue: async () => ok(anIssue()),
  mergeRequest: async () => ok(aMergeRequest()),
  discussions: async () => ok([aDiscussion([open], { id: THREAD })]),
};

async function gathered(page: PageRef, more: Partial<GitLab> = {}, asked: GatherOptions = {}) {
  const context = await gatherContext(fakeGitLab({ ...answers, ...more }), page, asked);
  if (!context.ok) throw new Error(context.failure.kind);
  return context.value;
}

/** What comes of an issue where this is thrown while it is put into words. */
async function broken(error: unknown) {
  const budget = new CleaningBudget();
  vi.spyOn(budget, 'pause').mockRejectedValue(error);
  return await gatherContext(fakeGitLab(answers), issuePage, {}, budget);
}

describe('what only a merge request has', () => {
  test('is its source branch and the threads that a run could resolve', async () => {
    const { branch, openThreads } = await gathered(mergeRequestPage);
    expect(branch).toBe('feature/vouchers');
    expect(openThreads).toMatchObject([{ id: THREAD, words: 'Must not go below zero.' }]);
  });

  test('is absent from an issue, whose threads cannot be resolved by a run', async () => {
    const context = await gathered(issuePage);
    expect(context).not.toHaveProperty('branch');
    expect(context).not.toHaveProperty('openThreads');
  });
});

describe('discussions', () => {
  test('that lack a field say so once, beside the comments', async () => {
    const { parts } = await gathered(mergeRequestPage, {
      discussions: async () => ok([aDiscussion([open], { missing: ['notes'] })]),
    });
    const cutOf = (name: string) => parts.find((part) => part.name === name)?.cut;
    expect(cutOf('comments')).toEqual([{ kind: 'fields', names: ['notes'] }]);
    expect(cutOf('threads')).toEqual([]);
  });

  test('that cannot be read mark comments and threads as missing, and the page is told all the same', async () => {
    const { parts } = await gathered(mergeRequestPage, {
      discussions: async () => fails('forbidden'),
    });
    const unread = { items: [], cut: [], failure: { kind: 'forbidden' } };
    expect(parts.slice(0, 3)).toEqual([
      expect.objectContaining({ name: 'description', items: [expect.anything()] }),
      { name: 'threads', ...unread },
      { name: 'comments', ...unread },
    ]);
  });
});

describe('what is known before the page is read', () => {
  test('is the id of the project, by which GitLab is asked where it does not find the path', async () => {
    const byId: Partial<GitLab> = {
      issue: async (project) => (project === 5 ? ok(anIssue()) : fails('not_found')),
    };
    expect(await gatherContext(fakeGitLab(byId), issuePage)).toEqual(fails('not_found'));
    const context = await gathered(issuePage, byId, { projectId: Promise.resolve(5) });
    expect(context.title).toBe('Cart total ignores quantities');
  });

  test('is which jobs failed in the same way before and then passed', async () => {
    const failures = { look: async () => new Set(['unit']) };
    const context = await gathered(
      mergeRequestPage,
      {
        mergeRequestPipelines: async () => ok([aPipeline(41, { status: 'failed' })]),
        failedJobs: async () => ok([aJob('failed', { name: 'unit' })]),
      },
      { failures },
    );
    expect(context.situations).toEqual([{ kind: 'failed_pipeline', flaky: ['unit'] }]);
  });
});

describe('what breaks while a page is put into words', () => {
  test('is one failure that names the error and the page, and nothing of its words', async () => {
    expect(await broken(new RangeError('words of a note'))).toEqual(
      fails('unknown', { detail: 'RangeError', subject: 'issue/12' }),
    );
  });

  test('is one that names just the page where what was thrown is no error', async () => {
    expect(await broken('words of a note')).toStrictEqual(
      fails('unknown', { subject: 'issue/12' }),
    );
  });
});
