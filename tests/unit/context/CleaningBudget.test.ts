import { afterEach, expect, test, vi } from 'vitest';
import { CleaningBudget } from '../../../utils/context/CleaningBudget.ts';
import { gatherContext } from '../../../utils/context/gatherContext.ts';
import type { Discussion } from '../../../utils/gitlab/entities.ts';
import { aDiscussion, anIssue, aNote, issuePage } from '../fakes/entities.ts';
import { fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

afterEach(() => vi.restoreAllMocks());

/** Numbered, so that each can be told, with something to clean in each. */
function discussions(count: number, length: number) {
  return Array.from({ length: count }, (_, index) =>
    aDiscussion([aNote(`${index} Hidden?<!-- yes -->${' words'.repeat(length / 6)}`)]),
  );
}

async function gathered(listed: Discussion[], budget?: CleaningBudget) {
  const gitLab = fakeGitLab({
    issue: async () => ok(anIssue()),
    discussions: async () => ok(listed),
    issueLinks: async () => ok([]),
    closedBy: async () => ok([]),
    relatedMergeRequests: async () => ok([]),
  });
  const context = await gatherContext(gitLab, issuePage, {}, budget);
  if (!context.ok) throw new Error(JSON.stringify(context.failure));
  return context.value.parts.find(({ name }) => name === 'comments');
}

test('attack: of a page with more text than its budget as much is read as that allows, and what was not reached is named', async () => {
  const part = await gathered(discussions(40, 600), new CleaningBudget(10_000));
  const texts = part?.items.map(({ text }) => text) ?? [];
  expect(texts[0]).toContain('0 Hidden?');
  expect(texts.join('\n')).not.toContain('<!--');
  expect(texts.at(-1)).not.toContain('39 Hidden?');
  const named = part?.cut.filter((line) => line.includes('not reached')) ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named[0]).toMatch(/^thread by @mia/);
});

test('a page of 400 comments is read wholly, however slow the machine is', async () => {
  let late = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (late += 10_000));
  const part = await gathered(discussions(400, 600));
  expect(part?.items.at(-1)?.text).toContain('399 Hidden?');
  expect(part?.cut.filter((line) => line.includes('not reached'))).toEqual([]);
});

test('attack: while a long page is cleaned, other work comes between', async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setTimeout(turn);
  };
  let next = setTimeout(turn);
  await gathered(discussions(25, 60_000));
  clearTimeout(next);
  expect(turns).toBeGreaterThanOrEqual(20);
});
