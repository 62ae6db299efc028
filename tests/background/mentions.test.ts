import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { ExtrasNotice } from '../../utils/messages/notices.ts';
import { firedPipelines, ISSUE } from '../e2e/harness/flow.ts';
import { FakeEvent } from './harness/FakeEvent.ts';
import type { PageTab } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

// Comments of the token's own user, in a project whose setting is that they are asked with at once.
const opened = vi.fn<(window: { url: string }) => Promise<{ id: number }>>(async () => ({ id: 7 }));
const closed = new FakeEvent();
const told: ExtrasNotice[] = [];
let stage: Stage;
let tab: PageTab;
beforeAll(async () => {
  stage = await startStage('dev', {}, () => {
    Object.assign(browser.windows, { create: opened, onRemoved: closed });
    Object.assign(browser.tabs, {
      sendMessage: async (_: number, notice: ExtrasNotice) => {
        told.push(notice);
        return true;
      },
    });
  });
  await stage.own('saveProjectChoice', {
    site: stage.sandbox.url,
    projectPath: 'acme/webshop',
    runnerProject: '',
    atOnce: 'questions',
  });
});
afterAll(() => stage?.close());
beforeEach(async () => {
  opened.mockClear();
  tab = stage.open(ISSUE);
  await tab.ask('setAskable', { askable: true, pageUser: 'dev' });
  told.length = 0;
});

/** A comment that GitLab has saved; gives its number. */
async function saved(body: string, by: 'dev' | 'mia' = 'dev', more: object = {}): Promise<number> {
  const { sandbox } = stage;
  const answer = await fetch(`${sandbox.url}/api/v4/projects/5/issues/12/notes`, {
    method: 'POST',
    headers: { 'private-token': sandbox.tokens[by], 'content-type': 'application/json' },
    body: JSON.stringify({ body, ...more }),
  });
  const { id } = (await answer.json()) as { id: number };
  return id;
}

const fired = () => firedPipelines(stage).length;

/** What is pressed in the window that a comment brings. */
async function pressed(comment: Promise<unknown>): Promise<void> {
  await expect.poll(() => opened).toHaveBeenCalledTimes(1);
  const [, previewId = ''] = opened.mock.calls[0]?.[0].url.split('#') ?? [];
  const shown = await stage.own('lookAtConfirmation', { previewId });
  expect(shown?.preview).toMatchObject({ confirm: 'mention', mode: 'ask' });
  expect(fired()).toBe(0);
  await stage.own('confirmSend', { previewId });
  await comment;
}

test('a comment of one’s own fires once, by the press in a window of ours, and its line says so', async () => {
  const words = '@claude why is the total too low?';
  const comment = { noteId: await saved(words), written: words };
  await pressed(tab.ask('commentSaved', comment));
  expect(fired()).toBe(1);
  expect(told).toMatchObject([{ notice: 'offer-comment', noteId: comment.noteId, asked: true }]);
  await stage.open(ISSUE).ask('commentSaved', comment);
  expect([fired(), opened.mock.calls.length, told.length]).toEqual([1, 1, 1]);
});

test('after a reload the line of a comment that Claude was asked with is there again, on its own page', async () => {
  await stage.open('/acme/webshop/-/issues/13').ask('setAskable', { askable: true });
  expect(told).toEqual([]);
  await stage.open(ISSUE).ask('setAskable', { askable: true });
  expect(told).toMatchObject([
    { notice: 'offer-comment', page: 'acme/webshop issue/12', asked: true },
  ]);
});

test.each([
  ['is another’s', '@claude why?', 'mia' as const, {}, '@claude why?'],
  ['is internal', '@claude why?', 'dev' as const, { internal: true }, '@claude why?'],
  ['was changed since it was written', '@claude why?', 'dev' as const, {}, 'why?'],
  ['came with a review', '@claude why?', 'dev' as const, {}, undefined],
  ['asks for a change', '@claude implement', 'dev' as const, {}, '@claude implement'],
])(
  'attack: a comment that %s opens no window and fires nothing',
  async (_, body, by, more, written) => {
    const before = fired();
    const noteId = await saved(body, by, more);
    await tab.ask('commentSaved', { noteId, ...(written !== undefined && { written }) });
    expect(told).toMatchObject([{ notice: 'offer-comment', noteId }]);
    expect(told[0]).not.toHaveProperty('asked');
    expect([opened.mock.calls.length, fired()]).toEqual([0, before]);
  },
);

test('a comment that was never saved opens no window, fires nothing and is not offered', async () => {
  const before = fired();
  await tab.ask('commentSaved', { noteId: 9_000_001, written: '@claude why?' });
  expect([told, opened.mock.calls.length, fired()]).toEqual([[], 0, before]);
});
