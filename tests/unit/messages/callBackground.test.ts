// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { callBackground } from '../../../utils/messages/callBackground.ts';
import { answerMessages } from '../fakes/answerMessages.ts';
import { trusted } from '../page/fixtures.ts';

function comeBack(): void {
  window.dispatchEvent(trusted(Object.assign(new Event('pageshow'), { persisted: true })));
}

test('hands on the value that the background gave', async () => {
  answerMessages((message) => ({ ok: true, value: message }));
  expect(await callBackground('getShortcut', {})).toEqual({
    ok: true,
    value: { method: 'getShortcut', request: {} },
  });
});

test('a refusal is a value', async () => {
  answerMessages(() => ({ ok: false, error: 'Not here.' }));
  expect(await callBackground('getSite', {})).toEqual({
    ok: false,
    gone: false,
    error: 'Not here.',
  });
});

test('no answer is a value', async () => {
  answerMessages(() => undefined);
  expect(await callBackground('getSite', {})).toMatchObject({ ok: false, gone: false });
});

/** Resolves once it was told to the background; it is never answered. */
function unanswered() {
  const told = Promise.withResolvers<void>();
  answerMessages(() => {
    told.resolve();
    return new Promise(() => undefined);
  });
  return told.promise;
}

test('a page that was left before the answer and comes back is answered that nobody did', async () => {
  const told = unanswered();
  const answer = callBackground('cancelRun', { runId: 'a' });
  await told;
  comeBack();
  expect(await answer).toMatchObject({ ok: false, gone: false });
});

test('what only reads is asked again by a page that comes back', async () => {
  const told = unanswered();
  const answer = callBackground('getShortcut', {});
  await told;
  answerMessages(() => ({ ok: true, value: 'Alt+Shift+K' }));
  comeBack();
  expect(await answer).toEqual({ ok: true, value: 'Alt+Shift+K' });
});

test('no script of the page can make an answer go missing', async () => {
  const answered = Promise.withResolvers<unknown>();
  answerMessages(() => answered.promise);
  const answer = callBackground('cancelRun', { runId: 'a' });
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  answered.resolve({ ok: true, value: { ok: true, value: null } });
  expect(await answer).toMatchObject({ ok: true });
});

test('after an update it says that the extension is gone', async () => {
  const { id } = browser.runtime;
  answerMessages(() => {
    vi.spyOn(browser, 'runtime', 'get').mockReturnValue({} as typeof browser.runtime);
    throw new Error('Extension context invalidated.');
  });
  expect(id).toBeDefined();
  expect(await callBackground('getSite', {})).toEqual({
    ok: false,
    gone: true,
    error: 'Extension context invalidated.',
  });
});
