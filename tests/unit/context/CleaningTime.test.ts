import { afterEach, expect, test, vi } from 'vitest';
import { gatherContext } from '../../../utils/context/gatherContext.ts';
import { aDiscussion, anIssue, aNote, issuePage } from '../fakes/entities.ts';
import { fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

afterEach(() => vi.restoreAllMocks());

const BODY = 'Hidden?<!-- yes -->';
const discussions = Array.from({ length: 40 }, (_, index) =>
  aDiscussion([aNote(`${index} ${BODY}`)]),
);

async function gathered() {
  const gitLab = fakeGitLab({
    issue: async () => ok(anIssue()),
    discussions: async () => ok(discussions),
    issueLinks: async () => ok([]),
    closedBy: async () => ok([]),
    relatedMergeRequests: async () => ok([]),
  });
  const context = await gatherContext(gitLab, issuePage);
  if (!context.ok) throw new Error(JSON.stringify(context.failure));
  return context.value.parts.find(({ name }) => name === 'comments');
}

/** Lets each look at the clock see so many milliseconds more. */
function slow(milliseconds: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds));
}

test('attack: a page that takes long to clean is read as far as its time goes, and what was not reached is named', async () => {
  slow(50);
  const part = await gathered();
  const texts = part?.items.map(({ text }) => text).join('\n') ?? '';
  expect(texts).toContain(`0 Hidden?`);
  expect(texts).not.toContain('<!--');
  expect(texts).not.toContain('39 Hidden?');
  const named = part?.cut.filter((line) => line.includes('not reached')) ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named[0]).toMatch(/^thread by @mia/);
});

test('in its time all of it is read', async () => {
  slow(0.01);
  const part = await gathered();
  expect(part?.items.at(-1)?.text).toContain('39 Hidden?');
  expect(part?.cut.filter((line) => line.includes('not reached'))).toEqual([]);
});

test('attack: while a long page is cleaned, other work comes between', async () => {
  slow(20);
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setTimeout(turn);
  };
  let next = setTimeout(turn);
  await gathered();
  clearTimeout(next);
  expect(turns).toBeGreaterThan(20);
});
