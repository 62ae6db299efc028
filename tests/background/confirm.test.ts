import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Preview } from '../../utils/preview/Preview.ts';
import { firedPipelines, ISSUE } from '../e2e/harness/flow.ts';
import { FakeEvent } from './harness/FakeEvent.ts';
import type { PageTab } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

// The token is `dev`'s, and the page says that `mia` is signed in.
const opened = vi.fn<(window: { url: string }) => Promise<{ id: number }>>(async () => ({ id: 7 }));
const removed = new FakeEvent();
let stage: Stage;
let tab: PageTab;
let preview: Preview;
beforeAll(async () => {
  stage = await startStage('dev', {}, () => {
    Object.assign(browser.windows, { create: opened, onRemoved: removed });
  });
});
afterAll(() => stage?.close());
beforeEach(async () => {
  opened.mockClear();
  tab = stage.open(ISSUE);
  preview = await tab.preview('Mend it.', { preset: 'implement-issue', pageUser: 'mia' });
});

const press = () =>
  tab.ask('send', { previewId: preview.id, acceptedJobs: true, acceptedRef: true });

test('a change as another user than the page’s is confirmed in a window that names the snapshot, then sent', async () => {
  expect(preview.confirm).toBe('other_user');
  const sending = press();
  await expect.poll(() => opened).toHaveBeenCalledTimes(1);
  expect(opened.mock.calls[0]?.[0].url).toContain(`/confirm.html#${preview.id}`);
  expect(firedPipelines(stage)).toEqual([]);
  const shown = await stage.own('lookAtConfirmation', { previewId: preview.id });
  expect(shown).toMatchObject({ tokenUser: 'dev', preview: { variables: preview.variables } });
  expect(await stage.own('confirmSend', { previewId: preview.id })).toBe(true);
  expect(await sending).toMatchObject({ ok: true });
  expect(firedPipelines(stage)).toHaveLength(1);
  expect(await stage.own('confirmSend', { previewId: preview.id })).toBe(false);
});

test('attack: nothing that a page says takes the place of that press, and closing the window is a no', async () => {
  const before = firedPipelines(stage).length;
  const claimed = { previewId: preview.id, acceptedJobs: true, acceptedRef: true, confirmed: true };
  const sending = tab.ask('send', claimed);
  await expect.poll(() => opened).toHaveBeenCalledTimes(1);
  await expect(tab.ask('confirmSend' as 'send', claimed)).rejects.toThrow('no such request');
  removed.fire(7);
  expect(await sending).toMatchObject({
    ok: false,
    failure: { kind: 'refused', reason: 'not_confirmed' },
  });
  expect(await stage.own('lookAtConfirmation', { previewId: preview.id })).toBeNull();
  expect(firedPipelines(stage)).toHaveLength(before);
});

test('a window that is closed before the browser has told its id is a no', async () => {
  opened.mockImplementationOnce(async () => {
    removed.fire(8);
    return { id: 8 };
  });
  expect(await press()).toMatchObject({ failure: { kind: 'refused', reason: 'not_confirmed' } });
});

test('attack: a page that says it is the token’s user’s is not believed where another page of the site named somebody else', async () => {
  const honest = stage.open(ISSUE);
  await honest.ask('setAskable', { askable: true, pageUser: 'mia' });
  for (const pageUser of ['dev', undefined]) {
    const claim = pageUser === undefined ? {} : { pageUser };
    if (pageUser) await tab.ask('setAskable', { askable: true, pageUser });
    preview = await tab.preview('Mend it.', { preset: 'implement-issue', ...claim });
    expect(preview.confirm).toBe('other_user');
  }
  const sending = press();
  await expect.poll(() => opened).toHaveBeenCalledTimes(1);
  await stage.own('confirmSend', { previewId: preview.id });
  expect(await sending).toMatchObject({ ok: true });
  // A person has confirmed it: from now on what pages say counts anew.
  preview = await tab.preview('Mend it.', { preset: 'implement-issue', pageUser: 'dev' });
  expect(preview.confirm).toBeUndefined();
});

test('a question needs no window', async () => {
  const asked = await tab.preview('Why?', { pageUser: 'mia' });
  expect(asked.confirm).toBeUndefined();
  expect(await tab.send(asked)).toMatchObject({ state: expect.any(String) });
  expect(opened).not.toHaveBeenCalled();
});
