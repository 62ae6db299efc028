import { expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { callBackground } from '../../../utils/messages/callBackground.ts';
import { answerMessages } from '../fakes/answerMessages.ts';

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
