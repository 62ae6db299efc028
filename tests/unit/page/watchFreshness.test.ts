// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchFreshness } from '../../../utils/page/watchFreshness.ts';

/** Longer than the page must rest. */
const REST = 600;
const rest = () => new Promise((resolve) => setTimeout(resolve, REST));
const passes = (target: EventTarget | undefined) =>
  target instanceof Element && target.matches('.send');
const suspect = vi.fn<() => void>();
let ending: AbortController;
let panel: HTMLElement;

function element(name: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

beforeEach(() => {
  const description = element('div', 'Text');
  description.dataset['testid'] = 'work-item-description';
  const main = element('main', description, element('ul'));
  panel = element('ask-claude-panel');
  document.body.replaceChildren(main, panel);
  suspect.mockReset();
  ending = new AbortController();
  watchFreshness(document, panel, ending.signal, passes, suspect);
});
afterEach(() => ending.abort());

function addNote(): void {
  const text = element('div', 'New');
  text.className = 'note-text';
  document.querySelector('ul')?.append(element('li', text));
}

test('a new note is noticed, once', async () => {
  addNote();
  addNote();
  await rest();
  expect(suspect).toHaveBeenCalledOnce();
});

test('an edited description is noticed', async () => {
  document.querySelector('[data-testid="work-item-description"]')?.replaceChildren('Other text');
  await rest();
  expect(suspect).toHaveBeenCalledOnce();
});

test('whatever else GitLab renders anew is not', async () => {
  document.querySelector('main')?.append(document.createElement('p'));
  await rest();
  expect(suspect).not.toHaveBeenCalled();
});

test('a focus that comes back to the panel counts once, one on Send does not', async () => {
  const send = document.createElement('button');
  send.className = 'send';
  panel.append(send, document.createElement('input'));
  send.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  await rest();
  expect(suspect).not.toHaveBeenCalled();
  panel.querySelector('input')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  await rest();
  expect(suspect).toHaveBeenCalledOnce();
});

test('nothing is noticed after the end', async () => {
  ending.abort();
  addNote();
  await rest();
  expect(suspect).not.toHaveBeenCalled();
});
