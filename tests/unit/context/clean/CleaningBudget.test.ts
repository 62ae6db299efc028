import { afterEach, expect, test, vi } from 'vitest';
import { CleaningBudget } from '../../../../utils/context/clean/CleaningBudget.ts';
import { gatherContext } from '../../../../utils/context/gather/gatherContext.ts';
import type { Discussion } from '../../../../utils/gitlab/entities.ts';
import { aDiscussion, anIssue, aNote, issuePage } from '../../fakes/entities.ts';
import { fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

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
  const named = part?.cut.filter(({ kind }) => kind === 'unreached') ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named[0]).toMatchObject({ label: { what: 'thread', author: '@mia' } });
});

test('a page of 400 comments is read wholly, however slow the machine is', async () => {
  let late = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (late += 10_000));
  const part = await gathered(discussions(400, 600));
  expect(part?.items.at(-1)?.text).toContain('399 Hidden?');
  expect(part?.cut.filter(({ kind }) => kind === 'unreached')).toEqual([]);
});

/** How often other work came between. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setTimeout(turn);
  };
  let next = setTimeout(turn);
  await work();
  clearTimeout(next);
  return turns;
}

test.each([
  ['many comments', () => discussions(25, 60_000)],
  [
    'one thread of many notes',
    () => [aDiscussion(discussions(25, 60_000).flatMap(({ notes }) => notes))],
  ],
])('attack: while %s are cleaned, other work comes between', async (_, make) => {
  const talk = make();
  expect(await turnsDuring(() => gathered(talk))).toBeGreaterThanOrEqual(50);
});

test('attack: of one long text as well, and what of it was not read is told and not called hidden', async () => {
  const body = 'Some words of a long text. '.repeat(8_000);
  const html = `<p>${body.replaceAll(' ', ' <b></b>')}</p>`;
  const note = { ...aNote(body), body_html: html };
  let part: Awaited<ReturnType<typeof gathered>>;
  const turns = await turnsDuring(async () => (part = await gathered([aDiscussion([note])])));
  expect(turns).toBeGreaterThanOrEqual(4);
  const [item] = part?.items ?? [];
  expect(item?.text).toMatch(/\[the rest is left out\]$/);
  expect(item?.removals).toEqual([]);
});

test('attack: no step of the cleaning goes through more text than other work can wait for', async () => {
  const longest: number[] = [];
  const count = CleaningBudget.prototype.count;
  vi.spyOn(CleaningBudget.prototype, 'count').mockImplementation(function (
    this: CleaningBudget,
    units,
  ) {
    longest.push(units);
    return count.call(this, units);
  });
  const long = 'words <b>here</b> '.repeat(60_000);
  const shown = { ...aNote(long), body_html: `<p>${long}</p>` };
  await gathered([aDiscussion([shown, aNote(long)]), aDiscussion([aNote('`a` '.repeat(25_000))])]);
  expect(longest.length).toBeGreaterThan(10);
  expect(Math.max(...longest)).toBeLessThanOrEqual(200_000);
});
