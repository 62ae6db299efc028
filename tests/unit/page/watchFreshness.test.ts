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

beforeEach(() => {
  document.body.innerHTML =
    '<main><div data-testid="work-item-description">Text</div><ul></ul></main><ask-claude-panel></ask-claude-panel>';
  suspect.mockReset();
  ending = new AbortController();
  panel = document.querySelector<HTMLElement>('ask-claude-panel') ?? document.body;
  watchFreshness(document, panel, ending.signal, passes, suspect);
});
afterEach(() => ending.abort());

function addNote(): void {
  const note = document.createElement('li');
  note.innerHTML = '<div class="note-text">New</div>';
  document.querySelector('ul')?.append(note);
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
