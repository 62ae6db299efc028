// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PageRef } from '../../../../utils/page/PageRef.ts';
import { placeButtons } from '../../../../utils/page/buttons/placeButtons.ts';
import { removeHosts } from '../../../../utils/page/buttons/hosts.ts';
import { fixture, hasRenderedPages, renderedPage, showPage, trusted } from '../fixtures.ts';
import { skipUnless } from '../../../skipUnless.ts';

const PAGE: PageRef = {
  site: 'https://gitlab.example.com',
  projectPath: 'acme/webshop',
  type: 'issue',
  iid: 12,
};
const MARKUPS = [
  { name: 'work_item_18_9', threads: 2, parent: '.row-of-actions' },
  { name: 'work_item_19_3', threads: 1, parent: '.row-of-actions' },
  { name: 'legacy_issue', threads: 1, parent: '.js-issuable-actions' },
  { name: 'merge_request', threads: 2, parent: '.js-issuable-actions' },
  { name: 'changes_classic', threads: 1, parent: '.js-issuable-actions' },
  { name: 'changes_rapid', threads: 1, parent: '.js-issuable-actions' },
];

const ask = vi.fn<(discussionId?: string) => void>();
let buttons: ReturnType<typeof placeButtons>;
const threadBy = (author: string) => `Ask Claude about this thread by @${author}`;

beforeEach(() => {
  ask.mockReset();
  const words = { label: 'Ask Claude', title: 'Ask Claude about this page' };
  buttons = placeButtons({ document, words: { header: words, thread: words, threadBy }, ask });
});

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const headers = () => all('ask-claude-button');
const threads = () => all('ask-claude-thread');

function press(host: HTMLElement | undefined, event = trusted(new MouseEvent('click'))): void {
  host?.shadowRoot?.querySelector('button')?.dispatchEvent(event);
}

describe.each(MARKUPS)('on $name', ({ name, threads: count, parent }) => {
  beforeEach(() => showPage(fixture(name)));

  test('puts one button beside the header’s actions and one into every thread', () => {
    buttons.place(PAGE);
    expect(headers().map((host) => host.parentElement?.matches(parent))).toEqual([true]);
    expect(threads().map((host) => host.parentElement?.hasAttribute('data-discussion-id'))).toEqual(
      Array.from({ length: count }, () => true),
    );
  });

  test('changes nothing when all is in place', async () => {
    buttons.place(PAGE);
    const seen = vi.fn<() => void>();
    const observer = new MutationObserver(seen);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    buttons.place(PAGE);
    await Promise.resolve();
    observer.disconnect();
    expect(seen).not.toHaveBeenCalled();
  });

  test('takes everything away where nothing can be asked', () => {
    buttons.place(PAGE);
    buttons.place(null);
    expect([...headers(), ...threads()]).toEqual([]);
  });
});

describe('on a page that GitLab rendered', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test.each([
    ['work_item', 6],
    ['work_item_reply_open', 6],
    ['mr_overview', 6],
    ['mr_overview_reply_open', 6],
    ['mr_changes_inline', 2],
  ])('%s has one button in the header and %i in threads', (name, count) => {
    showPage(renderedPage(name));
    buttons.place(PAGE);
    buttons.place(PAGE);
    expect([headers().length, threads().length]).toEqual([1, count]);
    expect(headers()[0]?.closest('#contextual-panel-portal')).toBeNull();
  });
});

test('a side panel beside the item stays free of our buttons', () => {
  showPage(fixture('work_item_18_9'));
  buttons.place(PAGE);
  expect(all('.js-dynamic-panel-inner :is(ask-claude-button, ask-claude-thread)')).toEqual([]);
});

test('a thread’s button is a drawing alone where the thread is resolved', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  expect(threads().map((host) => host.hasAttribute('data-quiet'))).toEqual([false, true]);
});

test('a thread’s button says whose thread it is, also where GitLab tells that later', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  const names = () =>
    threads().map((host) => host.shadowRoot?.querySelector('button')?.getAttribute('aria-label'));
  expect(names()).toEqual(threads().map(() => 'Ask Claude about this page'));
  const author = document.createElement('a');
  author.className = 'js-user-link';
  author.dataset['username'] = 'mia';
  threads()[1]?.before(author);
  buttons.place(PAGE);
  expect(names()).toEqual(['Ask Claude about this page', 'Ask Claude about this thread by @mia']);
});

test('a thread without an id of its own gets no button', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  expect(all('[data-discussion-id="draft"] ask-claude-thread')).toEqual([]);
});

test('what GitLab drops is put in again', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  const list = document.querySelector('#notes-list');
  const rebuilt = list?.cloneNode(true);
  list?.replaceWith(...(rebuilt ? [rebuilt] : []));
  headers()[0]?.remove();
  buttons.place(PAGE);
  expect([headers().length, threads().length]).toEqual([1, 2]);
  expect(threads().every((host) => host.shadowRoot !== null)).toBe(true);
});

test('a thread’s button means the thread that holds it at the moment of the press', () => {
  showPage(fixture('changes_classic'));
  buttons.place(PAGE);
  const recycled = 'a'.repeat(40);
  document.querySelector('.js-discussion-container')?.setAttribute('data-discussion-id', recycled);
  press(threads()[0]);
  expect(ask.mock.calls).toEqual([[recycled]]);
});

test('the header’s button asks about the page', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  press(headers()[0]);
  expect(ask.mock.calls).toEqual([[]]);
});

test('a click that the page made is not heard', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  press(headers()[0], new MouseEvent('click'));
  press(threads()[0], new MouseEvent('click'));
  expect(ask).not.toHaveBeenCalled();
});

test('keys pressed on a button do not reach GitLab’s shortcuts', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  const heard = vi.fn<() => void>();
  document.addEventListener('keydown', heard);
  headers()[0]
    ?.shadowRoot?.querySelector('button')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, composed: true }));
  document.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});

test('hosts of an earlier instance go, and its late clean-up leaves the new ones alone', () => {
  showPage(fixture('merge_request'));
  buttons.place(PAGE);
  removeHosts(document);
  expect([...headers(), ...threads()]).toEqual([]);
  const words = { label: 'Ask Claude', title: '' };
  const other = { document, words: { header: words, thread: words, threadBy }, ask };
  placeButtons(other).place(PAGE);
  buttons.remove();
  expect([headers().length, threads().length]).toEqual([1, 2]);
});
