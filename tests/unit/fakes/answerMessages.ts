import { vi } from 'vitest';
import { browser } from 'wxt/browser';

/** A message of a page's script, before anybody has parsed it. */
export interface SentMessage {
  method: string;
  request: unknown;
}

/** Stands in for the background: answers each message of `runtime.sendMessage` until mocks are restored. */
export function answerMessages(answer: (message: SentMessage) => unknown): void {
  const spy = vi.spyOn(browser.runtime, 'sendMessage');
  // The browser's function is overloaded; ours is called with one message.
  spy.mockImplementation((async (message: SentMessage) => answer(message)) as never);
}
