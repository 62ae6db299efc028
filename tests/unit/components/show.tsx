import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { Details } from '../../../components/details/Details.ts';
import { panelDetails } from '../../../components/details/panelDetails.ts';
import { trusted } from '../page/fixtures.ts';

const DETAILS = { parts: panelDetails, failed: false, retry() {} };

let root: HTMLElement | null = null;

/** Renders into the document, in place of what the last call rendered, and lets everything settle. */
export async function show(node: ComponentChild): Promise<HTMLElement> {
  const own = root ?? document.createElement('div');
  if (!root) document.body.append(own);
  root = own;
  await act(async () => render(<Details.Provider value={DETAILS}>{node}</Details.Provider>, own));
  await settle();
  return own;
}

export async function clear(): Promise<void> {
  const own = root;
  root = null;
  if (!own) return;
  await act(async () => render(null, own));
  own.remove();
}

/** The world's own, also where a test holds the clock. */
const { setTimeout: inNextTurn } = globalThis;

/** Lets timers that have nothing to wait for, promises and effects run; waits for no clock. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await act(async () => {
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(0);
      await new Promise((resolve) => inNextTurn(resolve, 0));
    });
  }
}

/** Holds the clock in each test of a file: time goes on by `pass` alone. */
export function holdClock(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());
}

/** Has so much time pass on the clock that `holdClock` holds, and lets everything settle. */
export async function pass(milliseconds: number): Promise<void> {
  await act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)));
  await settle();
}

export function all(testId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
}

export function one(testId: string): HTMLElement {
  const [found, ...others] = all(testId);
  if (!found || others.length > 0) throw new Error(`${testId}: ${all(testId).length}, not 1`);
  return found;
}

export async function send(target: Element, event: Event, byPerson = true): Promise<void> {
  await act(async () => {
    target.dispatchEvent(byPerson ? trusted(event) : event);
  });
  await settle();
}

/** Types into a text box, as a person does. */
export async function type(words: string, testId = 'ask-claude-input'): Promise<void> {
  const box = one(testId);
  if (!(box instanceof HTMLTextAreaElement)) throw new Error('no text box');
  const before = box.value;
  box.value = words;
  const event = { bubbles: true, inputType: 'insertText' };
  const { value } = box;
  box.value = before;
  await send(box, new InputEvent('beforeinput', event));
  box.value = value;
  await send(box, new InputEvent('input', event));
}

export const click = () => new MouseEvent('click', { bubbles: true });
