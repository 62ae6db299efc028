// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HistoryButton } from '../../../components/ask/HistoryButton.tsx';
import { fakeBackground } from './fakeBackground.ts';
import { clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

const open = () => show(<HistoryButton call={background.call} />);
const name = () => one('ask-claude-history').getAttribute('aria-label');
const badge = () => document.querySelector('.history-badge')?.textContent;

test('a person’s press opens the list of all runs', async () => {
  await open();
  await send(one('ask-claude-history'), click(), false);
  expect(background.requestsOf('openHistory')).toEqual([]);
  await send(one('ask-claude-history'), click());
  expect(background.requestsOf('openHistory')).toEqual([{}]);
});

test.each([
  [0, undefined, 'All runs'],
  [1, '1', 'All runs. 1 on another page is waiting for you.'],
  [2, '2', 'All runs. 2 on other pages are waiting for you.'],
  [12, '9+', 'All runs. 12 on other pages are waiting for you.'],
])('with %i waiting the badge says %s and the name “%s”', async (waiting, shown, words) => {
  background.state.waiting = waiting;
  await open();
  expect(badge()).toBe(shown);
  expect(name()).toBe(words);
});

test('what was looked at elsewhere is counted no more once a person comes back', async () => {
  background.state.waiting = 1;
  await open();
  background.state.waiting = 0;
  await send(document.documentElement, new Event('focus', { bubbles: true }), false);
  expect(badge()).toBe('1');
  await send(document.documentElement, new Event('focus', { bubbles: true }));
  expect(badge()).toBeUndefined();
});
